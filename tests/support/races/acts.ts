import { paths } from '../../../src/paths.ts'
import { type Post, posts } from './posts.ts'
import type { State } from './stage.ts'

/** Something that can take the ground from under a form: another form, or what the clock does. `onAccount`: it ends sessions of the organiser. */
export type Act = { name: string; in: readonly State[]; onAccount?: boolean } & ({ post: Post } | { job: string })

const of = (route: string, name: string): Post => {
  const found = posts[route]?.find((post) => post.name === name)
  if (!found) throw new Error(`There is no “${name}” of ${route}.`)
  return found
}
const acted = (name: string, post: Post, more: { in?: readonly State[]; onAccount?: boolean } = {}): Act => ({
  name,
  in: more.in ?? post.in,
  post,
  onAccount: more.onAccount,
})

const exchange = '/admin/exchange/:id'
const anyBob = ['open', 'closed', 'matched', 'completed'] as const
const set = ['draft', 'open', 'closed', 'matched', 'completed'] as const

/** Every act that can take a ground away. */
export const acts: Act[] = [
  acted('removal', of(`${exchange}/participants/:participantId/remove`, 'remove')),
  acted('removal', of(`${exchange}/participants/:participantId/remove`, 'remove after the draw')),
  acted('withdrawal', of('/participant/withdraw', 'withdraw'), { in: ['open'] }),
  acted('deletion', of(`${exchange}/delete`, 'delete')),
  acted(
    'deletion of the earlier exchange',
    { ...of(`${exchange}/delete`, 'delete'), path: ({ earlierId }) => paths.deleteExchange(earlierId), fields: () => ({ name: 'Earlier' }) },
    { in: ['open', 'closed'] },
  ),
  acted('undoing the draw', of(`${exchange}/draw/undo`, 'undo the draw')),
  acted('undoing the repair', of(`${exchange}/draw/undo`, 'undo the repair')),
  acted('opening', of(`${exchange}/state/open-registration`, 'open')),
  acted('closing', of(`${exchange}/state/close-registration`, 'close')),
  acted('reopening', of(`${exchange}/state/reopen-registration`, 'reopen')),
  acted('completing', of(`${exchange}/state/complete`, 'complete')),
  acted('drawing', of(`${exchange}/draw`, 'draw')),
  acted('sign-out of Bob', of('/participant/logout', 'sign out'), { in: anyBob }),
  acted('sign-out of Alice', of('/admin/logout', 'sign out'), { in: set, onAccount: true }),
  acted('a new link', of(`${exchange}/link/rotate`, 'replace the link')),
  acted('a new password', of('/admin/reset-password/:token', 'set a new password'), { in: ['open'], onAccount: true }),
  acted('a new address of Alice', { ...of('/admin/new-address/:token', 'confirm the new address') }, { in: ['open', 'matched'], onAccount: true }),
  acted('a corrected address of Bob', of(`${exchange}/participants/:participantId/email`, 'correct the address')),
  acted('a rule deleted', of(`${exchange}/rules/:ruleId/delete`, 'delete a rule')),
  acted('a question deleted', of(`${exchange}/questions/:questionId/delete`, 'delete a question')),
  { name: 'erasing by the clock', in: ['completed'], job: 'purge exchanges' },
  { name: 'another sign-in of Bob', in: ['open', 'matched'], post: of('/auth/magic/:token', 'sign in by link while signed in') },
]
