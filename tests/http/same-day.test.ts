import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, openHouse, registration } from '../support/house.ts'

/** The clock of the tests begins on 1 December 2026 at 09:00 UTC, which is a day later in Kiritimati, at 23:00. */
const today = { registration_close_date: '2026-12-01', exchange_date: '2026-12-01' }
const names = ['Bob', 'Charlie', 'Dana']

describe('an exchange that closes and is held today', () => {
  test.each([
    ['Europe/Berlin', '2026-12-01', 14],
    ['Pacific/Kiritimati', '2026-12-01', 1],
    ['Pacific/Honolulu', '2026-11-30', 1],
  ])('in %s is created, joined, drawn, and completed when the day is over', async (timezone, day, hours) => {
    const house = await openHouse()
    const dates = { registration_close_date: day, exchange_date: day, timezone }
    const { id, people } = await house.exchange('matched', names, dates)
    expect((await people.Bob?.post(paths.match()))?.status).toBe(303)
    expect((await (await house.alice()).get(paths.exchange(id))).text).toContain('Names drawn')
    house.world.travel({ hours: hours - 1, minutes: 59 })
    await house.tick()
    expect(house.row('select state from exchange')).toEqual({ state: 'matched' })
    house.world.travel({ minutes: 2 })
    await house.tick()
    expect(house.row('select state from exchange')).toEqual({ state: 'completed' })
  })

  test('is edited and reopened like any other, one field at a time', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_closed', ['Bob'], { ...today, exchange_date: '2026-12-02' })
    const organiser = await house.alice()
    expect(await organiser.post(paths.exchange(id), { exchange_date: '2026-12-01' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.reopenRegistration(id))).toMatchObject({ status: 303 })
    expect(await house.visitor().post(paths.register(slug), registration('Charlie'))).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.exchange(id), { exchange_date: '2026-12-24' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.exchange(id), { registration_close_date: '2026-12-24' })).toMatchObject({ status: 303 })
    const tooLate = await organiser.post(paths.exchange(id), { registration_close_date: '2026-12-25' })
    expect(tooLate).toMatchObject({ status: 422, text: expect.stringContaining('has to close by then') })
    const tooEarly = await organiser.post(paths.exchange(id), { exchange_date: '2026-12-23' })
    expect(tooEarly).toMatchObject({ status: 422, text: expect.stringContaining('gift day can’t be before that') })
  })

  test('says that the clock is no help with its draw, and promises no day between', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', names, today)
    const desk = await (await house.alice()).get(paths.exchange(id))
    expect(desk.text).toContain('Automatically it closes only at midnight after the gift day.')
    expect(desk.text).toMatch(/1 Dec 2026, midnight Berlin time Registration closes/)
    await house.deliver()
    const letter = house.post.letterTo('bob@example.org')
    expect(letter.text).toContain('The names are drawn on gift day at the latest')
    expect(letter.text).not.toContain('until the end of')
  })

  test('that was never drawn is closed at the end of the day, and stays to be moved', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', names, today)
    house.world.travel({ hours: 15 })
    await house.tick()
    expect(house.row('select state from exchange')).toEqual({ state: 'registration_closed' })
    const organiser = await house.alice()
    expect((await organiser.get(paths.draw(id))).text).toContain('The gift day is over')
    expect(await organiser.post(paths.exchange(id), { exchange_date: '2026-12-02' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.draw(id), { current_password: alice.password })).toMatchObject({ status: 303 })
  })

  test('is drawn in the morning, and only a reminder of that day still goes out, once', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', names, { ...today, exchange_date: '2026-12-02', registration_close_date: '2026-12-02' })
    const organiser = await house.alice()
    await organiser.post(paths.notifications(id), { reminder_days: '7, 1, 0' })
    house.world.travel({ hours: 15, minutes: 30 })
    await organiser.post(paths.draw(id), { current_password: alice.password })
    await house.tick()
    await house.deliver()
    const before = house.post.inbox.length
    house.world.travel({ hours: 8 })
    for (const _ of [1, 2]) await house.tick()
    await house.deliver()
    const reminders = house.post.inbox.slice(before).filter(({ subject }) => /today/i.test(subject))
    expect(reminders.flatMap(({ to }) => to).sort()).toEqual(['bob@example.org', 'charlie@example.org', 'dana@example.org'])
  })

  test('and its calendar file is of that day', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', names, today)
    const file = (await people.Bob?.get(paths.calendar(id)))?.html
    expect(file).toContain('DTSTART;VALUE=DATE:20261201')
  })

  test('whose gifts come before the last day to join is still refused', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const fields = { ...exchangeFields, registration_close_date: '2026-12-02', exchange_date: '2026-12-01' }
    expect(await organiser.post(paths.newExchange(), fields)).toMatchObject({ status: 422, text: expect.stringContaining('or later') })
  })
})
