import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, type House, openHouse } from '../support/house.ts'
import { type Answer, type Visitor, wordsOf } from '../support/visitor.ts'

const fragment = { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } }
const cast = ['Bob', 'Charlie', 'Dana']

/** Another value for each field, and the column where it is kept. */
const changes: Record<string, { to: string; stored: string | number }> = {
  name: { to: 'Office party', stored: 'Office party' },
  description: { to: ' Bring a chair.\r\nAnd a friend. ', stored: 'Bring a chair.\nAnd a friend.' },
  budget: { to: ' 30 € ', stored: '30 €' },
  registration_close_date: { to: '2026-12-12', stored: '2026-12-12' },
  exchange_date: { to: '2026-12-26', stored: '2026-12-26' },
  timezone: { to: 'america/new_york', stored: 'America/New_York' },
  language: { to: 'de', stored: 'de' },
  max_participants: { to: '7', stored: 7 },
  match_in_email: { to: 'on', stored: 1 },
}
const fields = Object.keys(changes)
const afterTheDraw = ['description', 'budget', 'registration_close_date', 'exchange_date', 'timezone', 'remember_pairs', 'messages']

function stored(house: House, field: string): unknown {
  return house.row<{ value: unknown }>(`select ${field} as value from exchange`).value
}

/** All that a form would send back as it stands. */
function filledIn({ html }: Answer): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const { 1: tag = '', 2: attributes = '', 3: inside = '', index } of html.matchAll(/<(input|textarea|select) ?([^>]*)>(?:([^<]*)<\/textarea>)?/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1]
    if (name === undefined || name in typed || (/type="checkbox"/.test(attributes) && !/ checked/.test(attributes))) continue
    typed[name] = tag === 'textarea' ? inside.replace(/^\n/, '') : (/value="([^"]*)"/.exec(attributes)?.[1] ?? '')
    if (tag === 'select') typed[name] = /<option value="([^"]*)" selected/.exec(html.slice(index))?.[1] ?? ''
  }
  return typed
}

describe('editing', () => {
  for (const state of ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const) {
    for (const field of fields) {
      const isAllowed = state === 'matched' ? afterTheDraw.includes(field) : state !== 'completed'
      test(`${field} while ${state} is ${isAllowed ? 'possible' : '409, and changes nothing'}`, async () => {
        const house = await openHouse()
        const { id } = await house.exchange(state, cast)
        const organiser = await house.alice()
        const before = house.row('select * from exchange')
        const { to, stored: kept } = changes[field] as { to: string; stored: unknown }
        const answer = await organiser.post(paths.exchange(id), { [field]: to })
        if (isAllowed) {
          expect(answer).toMatchObject({ status: 303, location: paths.exchange(id) })
          const isMoved = state === 'matched' && ['exchange_date', 'timezone'].includes(field)
          const surprise = isMoved ? { surprise_ends_at: Date.parse('2026-12-24T23:00:00Z') } : {}
          expect(house.row('select * from exchange')).toEqual({ ...(before as object), ...surprise, [field]: kept, updated_at: expect.any(Number) })
          expect((await organiser.get(paths.exchange(id))).text).toContain('is saved.')
          expect((await organiser.get(paths.editExchange(id, field))).status).toBe(200)
        } else {
          expect(answer).toMatchObject({
            status: 409,
            text: expect.stringMatching(/only its dates, time zone, budget and description|nothing can be changed/),
          })
          if (field === 'name') expect(answer.html).toContain('value="Office party"')
          expect(house.row('select * from exchange')).toEqual(before)
          expect((await organiser.get(paths.editExchange(id, field))).status).toBe(409)
        }
      })
    }
  }

  test('after the draw lets what can’t be changed pass as it is', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    expect(await organiser.post(paths.exchange(id), { ...exchangeFields, budget: '30 €' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.exchange(id), { ...exchangeFields, budget: '40 €', max_participants: '5' })).toMatchObject({ status: 409 })
    expect(stored(house, 'budget')).toBe('30 €')
  })

  test.each([
    ['name', '', 'Please give the exchange a name'],
    ['name', 'x'.repeat(256), 'at most 255'],
    ['name', 'a\u202eb', 'line breaks or invisible'],
    ['description', '🎄'.repeat(2001), 'at most 2,000'],
    ['budget', 'x'.repeat(101), 'at most 100'],
    ['max_participants', '2', 'at least 3'],
    ['max_participants', 'many', 'whole number'],
    ['max_participants', '1000000', 'at most 999,999'],
    ['max_participants', '3', '4 people have joined already'],
    ['registration_close_date', '', 'the last day to join'],
    ['registration_close_date', '2026-11-30', 'That day is over'],
    ['registration_close_date', '2026-12-25', 'Gift day is Thursday 24 December 2026'],
    ['exchange_date', '2026-12-09', 'Registration closes on Thursday 10 December 2026'],
    ['exchange_date', '24.12.', 'date like'],
    ['timezone', 'Europe/Atlantis', 'choose a time zone'],
    ['language', 'tlh', 'choose again'],
  ])('%s to %j is refused beside the field and keeps what was typed', async (field, value, message) => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', [...cast, 'Erin'])
    const organiser = await house.alice()
    const before = house.row('select * from exchange')
    for (const options of [{}, fragment]) {
      const answer = await organiser.post(paths.exchange(id), { [field]: value }, options)
      expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message) })
      expect(answer.html).toContain(`id="${field}-error"`)
      if (!['timezone', 'language'].includes(field)) expect(filledIn(answer)[field]).toBe(value)
      expect(Object.keys(filledIn(answer))).toEqual([field, 'version'])
    }
    expect(house.row('select * from exchange')).toEqual(before)
  })

  test('anything else works while the last day to join is over', async () => {
    const house = await openHouse()
    const open = await house.exchange('registration_open')
    const organiser = await house.alice()
    house.world.travel({ days: 11 })
    await organiser.post(paths.adminLogin(), alice)
    expect(await organiser.post(paths.exchange(open.id), { budget: '30 €' })).toMatchObject({ status: 303 })
    expect(stored(house, 'budget')).toBe('30 €')
    expect(await organiser.post(paths.exchange(open.id), { timezone: 'Asia/Tokyo' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('be over there'),
    })
    expect(await organiser.post(paths.exchange(open.id), { registration_close_date: '2026-12-15' })).toMatchObject({ status: 303 })
  })

  test('several fields at once changes all of them, or, with a mistake, none', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    expect(await organiser.post(paths.exchange(id), { budget: '30 €', exchange_date: '2026-12-01' })).toMatchObject({ status: 422 })
    expect(stored(house, 'budget')).toBe('about 20 €')
    const dates = { registration_close_date: '2026-12-28', exchange_date: '2026-12-31' }
    expect(await organiser.post(paths.exchange(id), { budget: '30 €', ...dates })).toMatchObject({ status: 303 })
    expect(house.row('select budget, registration_close_date, exchange_date from exchange')).toEqual({ budget: '30 €', ...dates })
  })

  test('the box for the match in the e-mail is only changed by a form that has it', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft', [], { match_in_email: 'on' })
    const organiser = await house.alice()
    await organiser.post(paths.exchange(id), { budget: '30 €' })
    expect(stored(house, 'match_in_email')).toBe(1)
    const form = await organiser.get(paths.editExchange(id, 'match_in_email'))
    expect(form.html).toMatch(/type="checkbox"[^>]* checked/)
    const { version = '' } = filledIn(form)
    await organiser.post(paths.exchange(id), { version })
    expect(stored(house, 'match_in_email')).toBe(0)
    await organiser.post(paths.exchange(id), { match_in_email: 'on' })
    expect(stored(house, 'match_in_email')).toBe(1)
    await organiser.post(paths.exchange(id), { match_in_email: '' })
    expect(stored(house, 'match_in_email')).toBe(0)
    expect((await organiser.get(paths.editExchange(id, 'match_in_email'))).html).not.toMatch(/type="checkbox"[^>]* checked/)
  })

  test('the form with every field, sent as it is, changes nothing; without any field it is refused', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft', [], { max_participants: '12' })
    const organiser = await house.alice()
    const before = house.row('select * from exchange')
    const form = filledIn(await organiser.get(paths.editExchange(id)))
    expect(Object.keys(form)).toEqual([...fields.slice(0, -1), 'messages', 'version'])
    expect(await organiser.post(paths.exchange(id), form)).toMatchObject({ status: 303 })
    expect(house.row('select * from exchange')).toEqual(before)
    expect((await organiser.post(paths.exchange(id), { ...form, name: '' })).html).toContain('name="match_in_email"')
    const nothing = await organiser.post(paths.exchange(id), {})
    expect(nothing).toMatchObject({
      status: 422,
      text: expect.stringContaining('Nothing was sent'),
      html: expect.stringContaining('value="Millers’ Christmas"'),
    })
    expect(await organiser.post(paths.exchange(id), { slug: 'x', state: 'matched', id: 'x' })).toMatchObject({ status: 422 })
    expect(house.row('select * from exchange')).toEqual(before)
  })

  test.each(['slug', 'state', 'id', 'constructor', '__proto__', ''])('of the unknown field %j is a 404', async (field) => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    expect(await (await house.alice()).get(paths.editExchange(id, field))).toMatchObject({ status: 404 })
  })

  test('of an unknown exchange is a 404, by whatever method', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const nobodys = '00000000-0000-4000-8000-000000000000'
    expect(await organiser.get(paths.editExchange(nobodys))).toMatchObject({ status: 404 })
    expect(await organiser.post(paths.exchange(nobodys), { budget: 'x' })).toMatchObject({ status: 404 })
  })

  test('is for the admin alone', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      expect(await someone.get(paths.editExchange(id))).toMatchObject({ status: 303, location: expect.stringContaining(paths.adminLogin()) })
      expect(await someone.post(paths.exchange(id), { budget: 'x' })).toMatchObject({ status: 303, location: paths.adminLogin(paths.exchange(id)) })
    }
    expect(stored(house, 'budget')).toBe('about 20 €')
  })
})

describe('editing in place', () => {
  test('swaps a value for its form and back, and brings along what depends on it', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open')
    const organiser = await house.alice()
    const desk = await organiser.get(paths.exchange(id))
    expect(desk.html).toContain(
      `<a class="value" href="${paths.editExchange(id, 'budget')}" hx-get="${paths.editExchange(id, 'budget')}" hx-target="#value-budget"`,
    )
    const form = await organiser.get(paths.editExchange(id, 'budget'), fragment)
    expect(form.html).toMatch(/^<form class="in-place".*<input id="budget" name="budget"[^>]*autofocus/s)
    expect(form.headers.get('Vary')).toContain('HX-Request-Type')
    const cancelled = await organiser.get(paths.exchange(id, 'budget'), fragment)
    expect(cancelled.html).toMatch(/^<a class="value"[^>]*autofocus>about 20 €<\/a>$/)
    const saved = await organiser.post(paths.exchange(id), { ...filledIn(form), budget: '30 €' }, fragment)
    expect(saved.status).toBe(200)
    expect(saved.html).toMatch(/<\/title><a class="value"[^>]*autofocus>30 €<\/a>/)
    expect(saved.html).toContain('<hx-partial hx-target="#messages"><p class="message done">“Budget” is saved.</p></hx-partial>')
    const renamed = await organiser.post(paths.exchange(id), { name: 'Office' }, fragment)
    expect(renamed.html).toMatch(/<hx-partial hx-target="#desk-heading"><header class="heading"><div class="title"><h1><bdi>Office<\/bdi><\/h1>/)
    expect(renamed.html).toContain('<title>Office – Sneaky Klaus</title>')
    const moved = await organiser.post(paths.exchange(id), { max_participants: '9' }, fragment)
    expect(moved.html).toContain('<hx-partial hx-target="#next-step"><h2>Next step</h2>')
    expect(wordsOf(moved.html)).toContain('People 0 of 9')
    const postponed = await organiser.post(paths.exchange(id), { exchange_date: '2026-12-28' }, fragment)
    expect(postponed.html).toMatch(/<hx-partial hx-target="#coming-up">.*Mon 21 Dec 2026, 09:00/s)
    expect((await organiser.get(paths.exchange(id))).text).not.toContain('is saved')
  })

  test('offers no link for what can’t be changed any more', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    const links = ({ html }: Answer) => [...html.matchAll(/edit\?field=(\w+)" hx-get/g)].map(([, field]) => field)
    expect(links(await organiser.get(paths.exchange(id)))).toEqual(afterTheDraw)
    await organiser.post(paths.complete(id))
    // What is remembered can be forgotten until the end, and thanks can be stopped.
    expect(links(await organiser.get(paths.exchange(id)))).toEqual(['remember_pairs', 'messages'])
  })
})

describe('two tabs', () => {
  test('that change the same detail: the second is told, keeps its words, and may then replace the first', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const [first, second] = [await organiser.get(paths.editExchange(id, 'budget')), await organiser.get(paths.editExchange(id, 'budget'))].map(filledIn)
    expect(await organiser.post(paths.exchange(id), { ...first, budget: '30 €' })).toMatchObject({ status: 303 })
    for (const options of [{}, fragment]) {
      const told = await organiser.post(paths.exchange(id), { ...second, budget: '40 €' }, options)
      expect(told).toMatchObject({ status: 409, text: expect.stringContaining('Meanwhile this was changed to “30 €”') })
      expect(told.html).toContain('value="40 €"')
      expect(stored(house, 'budget')).toBe('30 €')
    }
    const told = filledIn(await organiser.post(paths.exchange(id), { ...second, budget: '40 €' }))
    expect(await organiser.post(paths.exchange(id), told)).toMatchObject({ status: 303 })
    expect(stored(house, 'budget')).toBe('40 €')
  })

  test('that change different details both win, even with the form of all fields', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const whole = filledIn(await organiser.get(paths.editExchange(id)))
    expect(await organiser.post(paths.exchange(id), { budget: '30 €' })).toMatchObject({ status: 303 })
    expect(await organiser.post(paths.exchange(id), { ...whole, name: 'Office' })).toMatchObject({ status: 303 })
    expect(house.row('select name, budget from exchange')).toEqual({ name: 'Office', budget: '30 €' })
  })

  test('that mean the same do not collide, and a form without a version never does', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const form = filledIn(await organiser.get(paths.editExchange(id, 'budget')))
    await organiser.post(paths.exchange(id), { budget: '30 €' })
    expect(await organiser.post(paths.exchange(id), { ...form, budget: '30 €' })).toMatchObject({ status: 303 })
    for (const version of ['', 'x', 'budget:', 'budget', '__proto__:x constructor:y', ' : :']) {
      expect([version, (await organiser.post(paths.exchange(id), { budget: `${version}!`, version })).status]).toEqual([version, expect.toBeOneOf([303, 409])])
    }
  })

  test('of 30 simultaneous changes from one form one wins, and the others are told', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const form = filledIn(await organiser.get(paths.editExchange(id, 'budget')))
    const answers = await Promise.all(Array.from({ length: 30 }, (_, euros) => organiser.post(paths.exchange(id), { ...form, budget: `${euros} €` })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array(29).fill(409)])
  })
})

test('the day of the gifts can’t be moved into the past, where the clock would end everything at once', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  for (const state of ['registration_closed', 'matched'] as const) {
    const { id } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
    const past = { registration_close_date: '2025-12-10', exchange_date: '2025-12-24' }
    expect(await organiser.post(paths.exchange(id), past)).toMatchObject({
      status: 422,
      text: expect.stringContaining('That day is over'),
      html: expect.stringContaining('2025-12-24'),
    })
    expect(house.row('select exchange_date as day from exchange where id = ?', id)).toEqual({ day: '2026-12-24' })
  }
})
