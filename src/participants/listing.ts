import type { Printer } from '../language/printer.ts'
import { byName } from '../ui/by-name.ts'
import type { ListQuery } from './forms.ts'
import { isStillToDo, type Nudge } from './nudges.ts'
import type { ListedPerson } from './reads.ts'
import { isDrawn, mailFailed, type StateOfExchange, type Status, status } from './status.ts'

/** What narrows the list down. */
export type Filter = Exclude<ListQuery['show'], 'everybody'>

/** Those whom the query asks for, in its order; names stand in that of the reader's language. */
export function choosePeople(everyone: ListedPerson[], { search, show, sort }: ListQuery, exchange: StateOfExchange, t: Printer): ListedPerson[] {
  const wanted = plain(search)
  const inOrder = byName(t)
  return everyone
    .filter((person) => filters[show](person, exchange) && (plain(person.name).includes(wanted) || person.email.includes(wanted)))
    .sort((one, other) => (sort === 'name' ? 0 : orders[sort](one, other, exchange)) || inOrder(one, other))
}

/** How many people each filter shows, of those that say something in this state; the one that is `chosen` too. */
export function countPeople(everyone: ListedPerson[], chosen: ListQuery['show'], exchange: StateOfExchange): { show: Filter; count: number }[] {
  const offered: readonly Filter[] = !isDrawn(exchange.state) ? offeredBefore : exchange.matchInEmail ? offeredOnceTold : offeredOnceDrawn
  return offered
    .map((show) => ({ show, count: everyone.filter((person) => filters[show](person, exchange)).length }))
    .filter(({ show, count }) => count > 0 || show === chosen)
}

const offeredBefore = ['wants-out', 'mail-failed', 'not-signed-in', 'no-ideas', 'not-answered', 'ready', 'left'] as const
const offeredOnceDrawn = ['wants-out', 'mail-failed', 'not-signed-in', 'no-ideas', 'not-answered', 'not-looked', 'looked', 'left'] as const
const offeredOnceTold = ['wants-out', 'mail-failed', 'not-signed-in', 'no-ideas', 'not-answered', 'left'] as const

const filters: Record<ListQuery['show'], (person: ListedPerson, exchange: StateOfExchange) => boolean> = {
  everybody: ({ hasLeft }) => !hasLeft,
  'wants-out': ({ hasLeft, wantsOut }) => !hasLeft && wantsOut,
  'mail-failed': (person) => !person.hasLeft && (mailFailed(person) || person.mail === 'unwanted'),
  'not-signed-in': (person) => isStillToDo('sign_in', person),
  'no-ideas': (person) => isStillToDo('wishes', person),
  'not-answered': (person) => isStillToDo('questions', person),
  ready: (person, exchange) => status(person, exchange).kind === 'ready',
  'not-looked': (person) => isStillToDo('look', person),
  looked: ({ hasLeft, looked }) => !hasLeft && looked,
  left: ({ hasLeft }) => hasLeft,
}

/** The filter that shows those who have still to do what they can be nudged to. */
export const filterOf = { sign_in: 'not-signed-in', wishes: 'no-ideas', questions: 'not-answered', look: 'not-looked' } as const satisfies Record<Nudge, Filter>

const byTone: Record<Status['tone'], number> = { trouble: 0, waiting: 1, done: 2, over: 3 }

const orders: Record<Exclude<ListQuery['sort'], 'name'>, (one: ListedPerson, other: ListedPerson, exchange: StateOfExchange) => number> = {
  email: (one, other) => (one.email < other.email ? -1 : 1),
  joined: (one, other) => other.joinedAt.getTime() - one.joinedAt.getTime(),
  status: (one, other, exchange) => byTone[status(one, exchange).tone] - byTone[status(other, exchange).tone],
}

/** Without marks and capitals, so that “zoe” finds Zoë. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
