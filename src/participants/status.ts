import type { ExchangeState } from '../exchanges/exchange-states.ts'
import type { Key, Printer } from '../language/printer.ts'

/** What is known of somebody when their status is told: `mail` is how the newest e-mail with a link fared. */
export type Standing = {
  mail: 'queued' | 'sent' | 'given_up' | 'expired' | 'unwanted' | null
  signedIn: boolean
  hasIdeas: boolean
  /** Whether no required question of the organiser waits for an answer. */
  hasAnswered: boolean
  looked: boolean
  hasLeft: boolean
  wantsOut: boolean
}

/** The one thing that the organiser wants to know of somebody. */
type StatusKind = 'left' | 'wants-out' | 'no-mail' | 'mail-failed' | 'not-signed-in' | 'no-ideas' | 'ready' | 'not-looked' | 'told' | 'looked'

/** `tone`: all is well (`done`), it is the person's turn (`waiting`), the organiser has to do something (`trouble`), or it is over (`over`). */
export type Status = { kind: StatusKind; tone: 'done' | 'waiting' | 'trouble' | 'over' }

export type StateOfExchange = { state: ExchangeState; matchInEmail: boolean }

/** Where somebody stands in an exchange: what needs doing first comes first. Never whom they drew, only whether they have looked. */
export function status(person: Standing, exchange: StateOfExchange): Status {
  const kind = kindOf(person, exchange)
  return { kind, tone: kinds[kind][0] }
}

/** The same in plain words. */
export function statusInWords(person: Standing, exchange: StateOfExchange, t: Printer): Status & { words: string } {
  const { kind, tone } = status(person, exchange)
  return { kind, tone, words: t(kind === 'not-signed-in' && person.mail === 'queued' ? 'people.status.linkOnItsWay' : kinds[kind][1]) }
}

function kindOf(person: Standing, { state, matchInEmail }: StateOfExchange): StatusKind {
  if (person.hasLeft) return 'left'
  if (person.wantsOut) return 'wants-out'
  if (person.mail === 'unwanted') return 'no-mail'
  if (mailFailed(person)) return 'mail-failed'
  if (isDrawn(state)) return person.looked ? 'looked' : matchInEmail ? 'told' : 'not-looked'
  if (!person.signedIn) return 'not-signed-in'
  return person.hasIdeas ? 'ready' : 'no-ideas'
}

const kinds = {
  left: ['over', 'people.status.left'],
  'wants-out': ['trouble', 'people.status.wantsOut'],
  'no-mail': ['trouble', 'people.status.noMail'],
  'mail-failed': ['trouble', 'people.status.mailFailed'],
  'not-signed-in': ['waiting', 'people.status.notSignedIn'],
  'no-ideas': ['waiting', 'people.status.noIdeas'],
  ready: ['done', 'people.status.ready'],
  'not-looked': ['waiting', 'people.status.notLooked'],
  told: ['done', 'people.status.told'],
  looked: ['done', 'people.status.looked'],
} as const satisfies Record<StatusKind, readonly [Status['tone'], Key]>

/** Whether the newest e-mail with a link got lost. For whoever has signed in, one that came too late or never went out is no loss. */
export function mailFailed({ mail, signedIn }: Pick<Standing, 'mail' | 'signedIn'>): boolean {
  return mail === 'given_up' || (!signedIn && (mail === 'expired' || mail === null))
}

/** Whether there are matches to look at. */
export function isDrawn(state: ExchangeState): boolean {
  return state === 'matched' || state === 'completed'
}
