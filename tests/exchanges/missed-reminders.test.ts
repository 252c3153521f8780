import { expect, test } from 'vitest'
import { missedReminders, type Reminding } from '../../src/exchanges/missed-reminders.ts'
import { inEnglish } from '../../src/language/english.ts'

const drawn: Reminding = {
  state: 'matched',
  exchangeDate: '2026-12-24',
  timezone: 'UTC',
  drawnAt: new Date('2026-12-01T12:00:00Z'),
  reminderDays: [30, 7, 1, 0],
  isReminded: false,
}

test.each<[string, Partial<Reminding>, string | undefined]>([
  ['2026-12-02T12:00:00Z', {}, 'The reminder 30 days before won’t go out: it’s too late.'],
  ['2026-12-02T12:00:00Z', { reminderDays: [7, 1] }, undefined],
  ['2026-12-18T12:00:00Z', {}, 'The reminder 7 days before goes out within a minute, since it’s overdue.'],
  ['2026-12-23T12:00:00Z', {}, 'The reminder 1 day before goes out within a minute, since it’s overdue.'],
  [
    '2026-12-23T12:00:00Z',
    { drawnAt: new Date('2026-12-23T11:00:00Z') },
    'These reminders won’t go out, because it’s too late: 30 days before, 7 days before and 1 day before.',
  ],
  ['2026-12-24T12:00:00Z', { drawnAt: new Date('2026-12-24T11:00:00Z') }, 'No more reminders go out: it’s too late for them.'],
  ['2026-12-23T12:00:00Z', { isReminded: true }, undefined],
  ['2026-12-23T12:00:00Z', { state: 'completed' }, undefined],
])('at %s with %o, reminders that won’t come are told: %s', (now, change, sentence) => {
  expect(missedReminders({ ...drawn, ...change }, new Date(now), inEnglish)).toBe(sentence)
})
