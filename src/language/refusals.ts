import { dateInWords } from '../ui/dates.ts'
import type { Given } from './generated/given.ts'
import type { Key, Printer } from './printer.ts'
import type { NamedState } from './states.ts'

/** Why something is not done. The organiser reads most of the sentences, a participant some. */
type Code =
  // An exchange and its life
  | 'only possible in another state'
  | 'close date is over'
  | 'gift day is over'
  | 'details are final'
  | 'too late to remember'
  // Who takes part
  | 'registration is closed'
  | 'exchange is full'
  | 'full for an organiser'
  | 'full for an addition'
  | 'too early to add'
  | 'too late to add'
  | 'too late to add many'
  | 'come in under people'
  | 'too late to join'
  | 'too late to remove'
  | 'too late for addresses'
  | 'too late for names'
  | 'too late for gift ideas'
  | 'too many wishes'
  | 'wish is gone'
  | 'too many picked'
  | 'too late for questions'
  | 'too many questions'
  | 'question is answered'
  | 'too late to leave'
  | 'leaving needs nobody'
  | 'list is too long'
  | 'wants no e-mail'
  | 'too early for messages'
  | 'no one to write to'
  | 'too late for nudges'
  | 'no need to look'
  | 'changed meanwhile'
  | 'not their form'
  | 'last organiser'
  // Rules and draws
  | 'too few people'
  | 'too few would be left'
  | 'too late for rules'
  | 'person of a rule is gone'
  | 'has a household'
  | 'no draw to remember'
  | 'one earlier exchange at a time'
  | 'history is shut'
  | 'no draw is possible'
  | 'no repair is possible'
  | 'draw changed'
  | 'drawn meanwhile'
  | 'drawn too often'
  | 'no repair to undo'
  | 'repair was seen'
  | 'not drawn yet'
  // Messages
  | 'messages are off'
  | 'only thanks are left'
  | 'thread began anew'
  | 'thread is closed'
  | 'thread was closed'
  | 'too many messages'
  | 'draw is under way'
  | 'match is shut'
  | 'draw is shut'

/** The key of a code's sentence: `refusal.closeDateIsOver` of “close date is over”. */
type KeyOf<C extends Code> = `refusal.${Camel<C>}`
type Camel<Words extends string> = Words extends `${infer First} ${infer Rest}`
  ? `${Camel<First>}${Capitalize<Camel<Rest>>}`
  : Words extends `${infer First}-${infer Rest}`
    ? `${First}${Capitalize<Rest>}`
    : Words

/** What a sentence takes: texts and numbers, and where it depends on a choice, which is always by a state, that state. */
type Varying<Taken> = Taken extends undefined
  ? object
  : { [Name in keyof Taken]: string extends Taken[Name] ? string : 'other' extends Taken[Name] ? NamedState : Taken[Name] }

/** Why something is not done: a code, and what varies in its sentence. A `date` is a local date like 2026-12-24. */
export type Refusal = { [C in Code]: { code: C } & (KeyOf<C> extends Key ? Varying<Given<string>[KeyOf<C>]> : never) }[Code]

/** The sentence that says why something is not done. */
export function inWords(refusal: Refusal, t: Printer): string {
  const given = 'date' in refusal ? { ...refusal, date: dateInWords(refusal.date, t) } : refusal
  // What a refusal holds is what its sentence takes, by its type; the compiler can’t follow that through a key made at run time.
  return (t as (key: Key, given: object) => string)(keyOf(refusal.code), given)
}

function keyOf(code: Code): KeyOf<Code> {
  return `refusal.${code.replaceAll(/[ -](.)/g, (_, letter: string) => letter.toUpperCase())}` as KeyOf<Code>
}
