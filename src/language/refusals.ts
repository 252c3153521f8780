import { dateInWords } from '../ui/dates.ts'
import { inEnglish } from './english.ts'
import { type NamedState, nextStep, stateNames } from './states.ts'

/** An exchange by its name, in a state that forbids something. */
type InState = { exchange: string; state: NamedState }

/** Why something is not done, by code: the sentence for people, with what varies in it. The organiser reads most of them, a participant some. */
const refusals = {
  // An exchange and its life
  'only possible in another state': ({ exchange, state, needed }: InState & { needed: NamedState }) =>
    `“${exchange}” is ${stateNames[state]}, and this is only possible while it is ${stateNames[needed]}. ${nextStep[state]}`,
  'close date is over': ({ date }: { date: string }) => `The last day to join was ${dateInWords(date)}. Move that day into the future first.`,
  'gift day is over': ({ date }: { date: string }) => `The gift day was ${dateInWords(date)}. Move it into the future first.`,
  'details are final': ({ exchange, state }: InState) =>
    state === 'completed'
      ? `“${exchange}” is ${stateNames[state]}, so nothing can be changed.`
      : `“${exchange}” is ${stateNames[state]}, so only its dates, time zone, budget and description can be changed.`,
  // Who takes part
  'registration is closed': () => 'Registration is closed.',
  'exchange is full': ({ exchange }: { exchange: string }) => `“${exchange}” is full.`,
  'full for an organiser': ({ exchange }: { exchange: string }) => `“${exchange}” is full. Allow more people in its details first.`,
  'full for an addition': ({ exchange }: { exchange: string }) => `“${exchange}” is full. Allow more people in its details, or remove someone first.`,
  'too early to add': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.draft}. Open registration first, then add people.`,
  'too late to add': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.completed}, so no one can be added.`,
  'too late to add many': ({ exchange }: { exchange: string }) =>
    `“${exchange}” is ${stateNames.matched}. Add people one by one now, since each changes the draw.`,
  'come in under people': ({ exchange }: { exchange: string }) =>
    `“${exchange}” is ${stateNames.matched}. You can still come in: add yourself under People, like anyone who is late.`,
  'too late to join': ({ exchange, state }: InState) => `“${exchange}” is ${stateNames[state]}, so no one can join.`,
  'too late to remove': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.completed}, so no one can be removed.`,
  'too late for addresses': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.completed}, so addresses can’t be changed.`,
  'too late for names': ({ exchange, state }: InState) => `“${exchange}” is ${stateNames[state]}, so names can’t be changed.`,
  'too late for gift ideas': ({ exchange, state }: InState) => `“${exchange}” is ${stateNames[state]}, so gift ideas can’t be changed.`,
  'too late to leave': ({ exchange, state }: InState) =>
    state === 'completed'
      ? `“${exchange}” is ${stateNames[state]}, so no one can leave.`
      : `“${exchange}” is ${stateNames[state]}, so please ask your organiser to take you out.`,
  'leaving needs nobody': () => 'You can leave on your own, so there’s no one to ask.',
  'list is too long': ({ lines, most }: { lines: number; most: number }) => `That’s ${lines} lines, but only ${most} fit at a time. Please split the list.`,
  'wants no e-mail': ({ person }: { person: string }) =>
    `No e-mail could be sent to ${person}, who has asked this site for none. Please talk to them yourself.`,
  'too early for messages': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.draft}, and no one takes part yet. Open registration first.`,
  'no one to write to': () => 'No one has joined yet, so there’s no one to write to.',
  'changed meanwhile': () =>
    'This was changed in another tab or browser in the meantime, to what stands below. If you save again, what you typed replaces that.',
  'not their form': () => 'Someone else has signed in here since you opened this page, so nothing was changed. If the page is yours, sign in again first.',
  // Rules and draws
  'too few people': ({ people, least, isOpen }: { people: number; least: number; isOpen: boolean }) => {
    const some = people === 1 ? 'only one person takes' : `only ${people} take`
    const remedy = isOpen ? 'Share the invitation' : 'Reopen registration'
    return `A draw needs at least ${least} people, and ${some} part. ${remedy} first.`
  },
  'too few would be left': ({ least }: { least: number }) => `Fewer than ${least} people would be left. Undo the draw instead.`,
  'too late for rules': ({ exchange }: { exchange: string }) => `“${exchange}” is ${stateNames.completed}, so its rules can’t be changed.`,
  'person of a rule is gone': () => 'Someone in that rule isn’t in this exchange, or has left. Please choose again.',
  'has a household': ({ person }: { person: string }) => `${person} is in a household already. Remove that rule first, then make one household of everyone.`,
  'no draw to remember': () => 'That exchange has no draw to remember. Please choose another one.',
  'history is shut': ({ exchange }: { exchange: string }) =>
    `${historyIsShut(exchange)} Whoever runs the server can put the key from then back. Else remove that rule.`,
  'no draw is possible': () => 'No draw is possible with these rules.',
  'no repair is possible': () => 'No draw would be possible then with these rules. Remove a rule first, or undo the draw.',
  'drawn meanwhile': () => 'The names have been drawn meanwhile, and this would change the draw. Please look again, then confirm.',
  'no repair to undo': () => 'There’s no change of the draw to undo.',
  'repair was seen': () => 'Someone has already looked at a match, so the change stays. You can still undo the whole draw.',
  'not drawn yet': () => 'The names aren’t drawn yet.',
  'draw is under way': () => 'That is just being done. Please wait for it.',
  'match is shut': () =>
    'This match can’t be opened: what is stored of it was changed, or the secret key is another one. Please tell your organiser, who can mend it.',
  'draw is shut': () =>
    'This draw can’t be opened: what is stored of it was changed, or the secret key is another one. Whoever runs the server can put the key from then back. Else undo the draw and draw again.',
}

/** Why a rule that looks back to the exchange of that name can't hold. */
export function historyIsShut(exchange: string): string {
  return `Who gave to whom in “${exchange}” can’t be opened: what is stored of it was changed, or the secret key is another one.`
}

type Code = keyof typeof refusals
type Parameters<Say> = Say extends (given: infer Given) => string ? (unknown extends Given ? object : Given) : never

/** Why something is not done: a code, and what varies in its sentence. */
export type Refusal = { [C in Code]: { code: C } & Parameters<(typeof refusals)[C]> }[Code]

/** The sentence that says why something is not done. */
export function inWords(refusal: Refusal, _t = inEnglish): string {
  const say = refusals[refusal.code] as (refusal: Refusal) => string
  return say(refusal)
}
