import { expect, test } from 'vitest'
import { localDate } from '../../src/exchanges/local-date.ts'

test.each([
  ['2026-12-23T22:59:59.999Z', 'Europe/Berlin', '2026-12-23'],
  ['2026-12-23T23:00:00.000Z', 'Europe/Berlin', '2026-12-24'],
  ['2026-12-23T23:00:00.000Z', 'UTC', '2026-12-23'],
  ['2026-12-23T18:29:59.999Z', 'Asia/Kolkata', '2026-12-23'],
  ['2026-12-23T18:30:00.000Z', 'Asia/Kolkata', '2026-12-24'],
  // The clock is put back, and it is yesterday again.
  ['2026-12-23T18:29:59.999Z', 'Asia/Kolkata', '2026-12-23'],
])('at %s people in %s have %s', (instant, timezone, date) => {
  expect(localDate(new Date(instant), timezone)).toBe(date)
})
