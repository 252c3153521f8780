import { expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { inWords, type Refusal } from '../../src/language/refusals.ts'

const inState = { exchange: 'Millers’ Christmas' }

test.each<[Refusal, string]>([
  [{ code: 'close date is over', date: '2026-12-01' }, 'The last day to join was Tuesday 1 December 2026. Move that day into the future first.'],
  [{ code: 'wants no e-mail', person: 'Bob' }, 'No e-mail could be sent to Bob, who has asked this site for none. Please talk to them yourself.'],
  [
    { code: 'too few people', people: 1, least: 3, state: 'registration_open' },
    'A draw needs at least 3 people, and only one person takes part. Share the invitation first.',
  ],
  [
    { code: 'too few people', people: 2, least: 3, state: 'registration_closed' },
    'A draw needs at least 3 people, and only 2 take part. Reopen registration first.',
  ],
  [{ code: 'details are final', ...inState, state: 'completed' }, '“Millers’ Christmas” is completed, so nothing can be changed.'],
  [
    { code: 'details are final', ...inState, state: 'matched' },
    '“Millers’ Christmas” is drawn, so only its dates, time zone, budget and description can be changed.',
  ],
  [{ code: 'too late for names', ...inState, state: 'completed' }, '“Millers’ Christmas” is completed, so names can’t be changed.'],
  [{ code: 'too late for names', ...inState, state: 'matched' }, '“Millers’ Christmas” is drawn, so names can’t be changed.'],
  [{ code: 'too late to leave', ...inState, state: 'completed' }, '“Millers’ Christmas” is completed, so no one can leave.'],
  [{ code: 'too late to leave', ...inState, state: 'matched' }, '“Millers’ Christmas” is drawn, so please ask your organiser to take you out.'],
  [
    { code: 'too late to leave', ...inState, state: 'registration_closed' },
    '“Millers’ Christmas” is closed for registration, so please ask your organiser to take you out.',
  ],
])('a refusal is a whole sentence: %o', (refusal, words) => {
  expect(inWords(refusal, inEnglish)).toBe(words)
})

test('a refusal without a sentence, or with other parameters, does not compile', () => {
  // @ts-expect-error There is no such code.
  const unknown: Refusal = { code: 'out of glitter' }
  // @ts-expect-error Its sentence takes a date.
  const lacking: Refusal = { code: 'close date is over' }
  // @ts-expect-error There is no such state.
  const strange: Refusal = { code: 'details are final', exchange: 'Millers’ Christmas', state: 'forgotten' }
  expect([unknown, lacking, strange]).toHaveLength(3)
})
