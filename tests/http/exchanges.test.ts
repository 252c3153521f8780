import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { exchangeFields, openHouse } from '../support/house.ts'

describe('creating an exchange', () => {
  test('makes a draft with what was typed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const answer = await organiser.post(paths.newExchange(), { ...exchangeFields, max_participants: '12', match_in_email: 'on' })
    expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/exchange\/[0-9a-f-]{36}$/) })
    expect(
      house.rows(
        'select name, description, budget, max_participants, registration_close_date, exchange_date, timezone, match_in_email, state, draw_id from exchange',
      ),
    ).toEqual([{ ...exchangeFields, max_participants: 12, match_in_email: 1, state: 'draft', draw_id: null }])
    const page = await organiser.get(answer.location as string)
    for (const words of ['Millers’ Christmas', 'Draft', 'The draft is ready', 'Open registration', 'about 20 €', '24 December 2026', 'Europe/Berlin']) {
      expect(page.text).toContain(words)
    }
    expect((await organiser.get(answer.location as string)).text).not.toContain('The draft is ready')
  })

  test.each([
    ['name', '', 'Please give the exchange a name'],
    ['name', 'x'.repeat(256), 'at most 255'],
    ['name', 'a\nb', 'line breaks'],
    ['description', 'x'.repeat(2001), 'at most 2,000'],
    ['budget', 'x'.repeat(101), 'at most 100'],
    ['max_participants', '2', 'at least 3'],
    ['max_participants', '-5', 'whole number'],
    ['max_participants', '3.5', 'whole number'],
    ['max_participants', 'many', 'whole number'],
    ['registration_close_date', '', 'until when'],
    ['registration_close_date', '2026-02-30', 'date like'],
    ['registration_close_date', '24.12.2026', 'date like'],
    ['registration_close_date', '2026-11-30', 'That day is over'],
    ['exchange_date', '2026-12-10', 'after registration has closed'],
    ['exchange_date', '2026-12-01', 'after registration has closed'],
    ['timezone', '', 'choose a time zone'],
    ['timezone', 'Europe/Atlantis', 'choose a time zone'],
    ['timezone', '+01:00', 'choose a time zone'],
  ])('with %s = %j is refused, and keeps the rest', async (field, value, message) => {
    const house = await openHouse()
    const organiser = await house.alice()
    const answer = await organiser.post(paths.newExchange(), { ...exchangeFields, [field]: value })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message) })
    expect(answer.html).toContain(`id="${field}-error"`)
    if (field !== 'budget') expect(answer.html).toContain('value="about 20 €"')
    expect(house.rows('select * from exchange')).toEqual([])
  })

  test('takes today as the close date, by the clock of its own time zone', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    house.world.travel({ hours: 4 })
    const fields = { ...exchangeFields, registration_close_date: '2026-12-01' }
    expect(await organiser.post(paths.newExchange(), { ...fields, timezone: 'America/New_York' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.newExchange(), { ...fields, timezone: 'Pacific/Kiritimati' })).toMatchObject({ status: 422 })
  })

  test('writes the time zone as the list does, however it was typed', async () => {
    const house = await openHouse()
    await (await house.alice()).post(paths.newExchange(), { ...exchangeFields, timezone: 'europe/berlin' })
    expect(house.row('select timezone from exchange')).toEqual({ timezone: 'Europe/Berlin' })
  })

  test('over htmx answers with the form alone, and leaves the page when it worked', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const refused = await organiser.post(paths.newExchange(), { ...exchangeFields, name: '' }, { headers })
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(/^<form id="exchange-form"/)
    expect(refused.headers.get('Vary')).toBe('HX-Request-Type')
    const done = await organiser.post(paths.newExchange(), exchangeFields, { headers })
    expect(done.status).toBe(204)
    expect(done.headers.get('HX-Redirect')).toMatch(/^\/admin\/exchange\//)
  })
})

describe('the list', () => {
  test('of a new installation says what to do first', async () => {
    const house = await openHouse()
    expect((await (await house.alice()).get(paths.adminDashboard())).text).toContain('Create the first exchange')
  })

  test('shows state, people and the next date', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob', 'Charlie'])
    await house.exchange('matched', ['Bob', 'Charlie', 'Dana'], { name: 'Office' })
    const page = await (await house.alice()).get(paths.adminDashboard())
    expect(page.text).toContain('Millers’ Christmas Registration open 2 people · registration until 10 Dec 2026')
    expect(page.text).toContain('Office Names drawn 3 people · gifts on 24 Dec 2026')
  })
})

describe('the desk', () => {
  test('gives the invitation link, made from the site’s own address', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open')
    const page = await (await house.alice()).get(paths.exchange(id), { headers: { 'X-Forwarded-Host': 'evil.example' } })
    expect(page.html).toContain(`value="${house.world.url(paths.register(slug))}"`)
  })

  test('lists the people with their state', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    await house.visitor().post(paths.register(slug), { name: 'Charlie', email: 'charlie@example.org', gift_ideas: '' })
    const page = await (await house.alice()).get(paths.exchange(id))
    expect(page.text).toContain('Bob bob@example.org ready')
    expect(page.text).toContain('Charlie charlie@example.org has not opened the link yet')
    expect(page.text).toContain('1 more person needed')
  })

  test.each(['00000000-0000-4000-8000-000000000000', 'new%20', '1', 'x', '..%2f..', "'or 1=1"])('of the unknown exchange %j is a 404', async (id) => {
    const house = await openHouse()
    expect(await (await house.alice()).get(paths.exchange(id))).toMatchObject({ status: 404 })
  })
})

test('opening and reopening need a close date that is not over', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('draft')
  const closed = await house.exchange('registration_closed')
  house.world.travel({ days: 6 })
  const organiser = await house.alice()
  house.world.travel({ days: 4 })
  await organiser.post(paths.adminLogin(), { email: 'alice@example.org', password: 'plum pudding on fire' })
  expect(await organiser.post(paths.openRegistration(id))).toMatchObject({ status: 409, text: expect.stringContaining('Move that date into the future') })
  expect(await organiser.post(paths.reopenRegistration(closed.id))).toMatchObject({
    status: 409,
    text: expect.stringContaining('Move that date into the future'),
  })
})
