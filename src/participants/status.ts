import type { ExchangeState } from '../exchanges/exchange-states.ts'

/** What is known of somebody when their status is told: `mail` is how the newest e-mail with a link fared. */
export type Standing = {
  mail: 'queued' | 'sent' | 'given_up' | 'expired' | 'unwanted' | null
  signedIn: boolean
  hasIdeas: boolean
  looked: boolean
  hasLeft: boolean
  wantsOut: boolean
}

/** The one thing that the organiser wants to know of somebody. */
type StatusKind = 'left' | 'wants-out' | 'no-mail' | 'mail-failed' | 'not-signed-in' | 'no-ideas' | 'ready' | 'not-looked' | 'told' | 'looked'

/** `tone`: all is well (`done`), it is the person's turn (`waiting`), the organiser has to do something (`trouble`), or it is over (`over`). */
export type Status = { kind: StatusKind; words: string; tone: 'done' | 'waiting' | 'trouble' | 'over' }

/** Where somebody stands in an exchange, in plain words: what needs doing first comes first. Never whom they drew, only whether they have looked. */
export function status(person: Standing, exchange: { state: ExchangeState; matchInEmail: boolean }): Status {
  const kind = kindOf(person, exchange)
  const [tone, words] = kinds[kind]
  return { kind, tone, words: kind === 'not-signed-in' && person.mail === 'queued' ? 'Link is on its way' : words }
}

function kindOf(person: Standing, { state, matchInEmail }: { state: ExchangeState; matchInEmail: boolean }): StatusKind {
  if (person.hasLeft) return 'left'
  if (person.wantsOut) return 'wants-out'
  if (person.mail === 'unwanted') return 'no-mail'
  if (mailFailed(person)) return 'mail-failed'
  if (isDrawn(state)) return person.looked ? 'looked' : matchInEmail ? 'told' : 'not-looked'
  if (!person.signedIn) return 'not-signed-in'
  return person.hasIdeas ? 'ready' : 'no-ideas'
}

const kinds: Record<StatusKind, readonly [Status['tone'], string]> = {
  left: ['over', 'Has left'],
  'wants-out': ['trouble', 'Wants out'],
  'no-mail': ['trouble', 'Gets no e-mails'],
  'mail-failed': ['trouble', 'E-mail failed'],
  'not-signed-in': ['waiting', 'Hasn’t opened the link'],
  'no-ideas': ['waiting', 'No gift ideas yet'],
  ready: ['done', 'Ready'],
  'not-looked': ['waiting', 'Hasn’t looked yet'],
  told: ['done', 'Got the match by e-mail'],
  looked: ['done', 'Has looked'],
}

/** Whether the newest e-mail with a link got lost. For whoever has signed in, one that came too late or never went out is no loss. */
export function mailFailed({ mail, signedIn }: Pick<Standing, 'mail' | 'signedIn'>): boolean {
  return mail === 'given_up' || (!signedIn && (mail === 'expired' || mail === null))
}

/** Whether there are matches to look at. */
export function isDrawn(state: ExchangeState): boolean {
  return state === 'matched' || state === 'completed'
}
