import { describe, expect, test } from 'vitest'
import { daysAfter, daysUntil, dueReminder, endOfDay, morningBefore } from '../../src/exchanges/due.ts'

const utc = (date: Date) => date.toISOString().slice(0, 16).replace('T', ' ')

describe('a day is over', () => {
  test.each([
    ['2026-12-10', 'Europe/Berlin', '2026-12-10 23:00'],
    ['2026-12-10', 'Asia/Kolkata', '2026-12-10 18:30'],
    ['2026-12-10', 'Pacific/Honolulu', '2026-12-11 10:00'],
    ['2026-12-10', 'Pacific/Kiritimati', '2026-12-10 10:00'],
    ['2027-03-28', 'Europe/Berlin', '2027-03-28 22:00'],
    ['2027-10-31', 'Europe/Berlin', '2027-10-31 23:00'],
    ['2027-04-03', 'Australia/Lord_Howe', '2027-04-03 13:00'],
    ['2027-04-04', 'Australia/Lord_Howe', '2027-04-04 13:30'],
    ['2028-02-28', 'America/New_York', '2028-02-29 05:00'],
    ['2028-02-29', 'America/New_York', '2028-03-01 05:00'],
    ['2011-12-29', 'Pacific/Apia', '2011-12-30 10:00'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30 10:00'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-31 10:00'],
    // Midnight itself is skipped here: the new day begins at one o’clock.
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04 03:00'],
    // And here it comes twice: the day is over at the first one.
    ['2026-10-31', 'America/Havana', '2026-11-01 04:00'],
  ])('%s in %s at %s UTC', (date, timezone, expected) => {
    expect(utc(endOfDay(date, timezone))).toBe(expected)
  })
})

describe('09:00 before the day', () => {
  test.each([
    ['2026-12-24', 7, 'Europe/Berlin', '2026-12-17 08:00'],
    ['2026-12-24', 0, 'Europe/Berlin', '2026-12-24 08:00'],
    ['2027-03-29', 1, 'Europe/Berlin', '2027-03-28 07:00'],
    ['2027-03-29', 2, 'Europe/Berlin', '2027-03-27 08:00'],
    ['2027-10-10', 7, 'Australia/Lord_Howe', '2027-10-02 22:00'],
    ['2027-10-09', 7, 'Australia/Lord_Howe', '2027-10-01 22:30'],
    ['2028-03-07', 7, 'Asia/Kolkata', '2028-02-29 03:30'],
    ['2028-03-01', 1, 'Pacific/Honolulu', '2028-02-29 19:00'],
    ['2027-03-01', 1, 'Pacific/Honolulu', '2027-02-28 19:00'],
    ['2026-01-01', 60, 'America/New_York', '2025-11-02 14:00'],
    // The 30th never was: the day before the 31st is the 29th.
    ['2011-12-31', 1, 'Pacific/Apia', '2011-12-29 19:00'],
    ['2012-01-06', 7, 'Pacific/Apia', '2011-12-29 19:00'],
    ['2012-01-01', 1, 'Pacific/Apia', '2011-12-30 19:00'],
  ])('%s − %i in %s is %s UTC', (date, days, timezone, expected) => {
    expect(utc(morningBefore(date, days, timezone))).toBe(expected)
  })
})

describe('days after an instant', () => {
  test.each([
    ['2026-12-24T23:00:10Z', 30, 'Europe/Berlin', '2027-01-23 23:00'],
    ['2027-03-01T08:00:00Z', 30, 'Europe/Berlin', '2027-03-31 07:00'],
    ['2028-01-30T17:00:00Z', 30, 'America/New_York', '2028-02-29 17:00'],
    ['2011-12-29T20:00:00Z', 1, 'Pacific/Apia', '2011-12-30 20:00'],
  ])('%s + %i in %s keep the time of day: %s UTC', (instant, days, timezone, expected) => {
    expect(utc(daysAfter(new Date(instant), days, timezone))).toBe(expected)
  })
})

test('days are counted on the local calendar', () => {
  expect(daysUntil('2026-12-24', new Date('2026-12-23T22:59:59Z'), 'Europe/Berlin')).toBe(1)
  expect(daysUntil('2026-12-24', new Date('2026-12-23T23:00:00Z'), 'Europe/Berlin')).toBe(0)
  expect(daysUntil('2026-12-24', new Date('2026-12-24T23:00:00Z'), 'Europe/Berlin')).toBe(-1)
  expect(daysUntil('2027-01-24', new Date('2026-12-24T09:00:00Z'), 'Europe/Berlin')).toBe(31)
})

describe('the reminder that is due', () => {
  const christmas = { exchangeDate: '2026-12-24', timezone: 'Europe/Berlin' }
  const drawn = new Date('2026-12-10T12:00:00Z')
  const due = (now: string, days = [7, 1], drawnAt = drawn) => dueReminder(christmas, days, drawnAt, new Date(now))

  test.each([
    ['2026-12-17T07:59:59Z', undefined],
    ['2026-12-17T08:00:00Z', 7],
    ['2026-12-23T07:59:59Z', 7],
    ['2026-12-23T08:00:00Z', 1],
    ['2026-12-23T22:59:59Z', 1],
    ['2026-12-23T23:00:00Z', undefined],
    ['2027-01-01T00:00:00Z', undefined],
  ])('at %s is %s', (now, expected) => {
    expect(due(now)).toBe(expected)
  })

  test('of several is the newest, in whatever order they are given', () => {
    expect(due('2026-12-23T12:00:00Z', [1, 14, 3, 7])).toBe(1)
    expect(due('2026-12-22T12:00:00Z', [1, 14, 3, 7])).toBe(3)
  })

  test('on the day itself goes out on that day, and not on the next', () => {
    expect(due('2026-12-24T07:59:59Z', [1, 0])).toBe(undefined)
    expect(due('2026-12-24T08:00:00Z', [1, 0])).toBe(0)
    expect(due('2026-12-24T22:59:59Z', [1, 0])).toBe(0)
    expect(due('2026-12-24T23:00:00Z', [1, 0])).toBe(undefined)
  })

  test('is none when it was due before the draw', () => {
    expect(due('2026-12-20T12:00:00Z', [7, 1], new Date('2026-12-18T12:00:00Z'))).toBe(undefined)
    expect(due('2026-12-23T12:00:00Z', [7, 1], new Date('2026-12-18T12:00:00Z'))).toBe(1)
  })

  test('is none without days', () => expect(due('2026-12-23T12:00:00Z', [])).toBe(undefined))
})
