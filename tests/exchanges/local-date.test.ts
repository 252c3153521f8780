import { describe, expect, test } from 'vitest'
import { canonicalTimezone, isTimezone, localDate, serverTimezone, timezones } from '../../src/exchanges/local-date.ts'

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

describe('time zones', () => {
  test('are offered as places are called today, and known by their older names', () => {
    for (const [older, present] of [
      ['Europe/Kiev', 'Europe/Kyiv'],
      ['Asia/Calcutta', 'Asia/Kolkata'],
      ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ] as const) {
      expect(timezones()).toContain(present)
      expect(timezones()).not.toContain(older)
      expect([isTimezone(older), canonicalTimezone(older), canonicalTimezone(present)]).toEqual([true, present, present])
    }
    expect(new Set(timezones()).size).toBe(timezones().length)
    for (const zone of timezones()) expect(() => localDate(new Date(0), zone)).not.toThrow()
    expect(timezones()).toContain(serverTimezone())
  })
})
