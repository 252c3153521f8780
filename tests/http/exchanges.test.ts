import { describe, expect, test } from 'vitest'
import { serverTimezone } from '../../src/exchanges/local-date.ts'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, openHouse } from '../support/house.ts'

describe('creating an exchange', () => {
  test('makes a draft with what was typed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const answer = await organiser.post(paths.newExchange(), { ...exchangeFields, max_participants: '12', match_in_email: 'on' })
    expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/exchange\/[0-9a-f-]{36}$/) })
    expect(
      house.rows('select name, description, budget, max_participants, registration_close_date, exchange_date, timezone, match_in_email, state from exchange'),
    ).toEqual([{ ...exchangeFields, max_participants: 12, match_in_email: 1, state: 'draft' }])
    const page = await organiser.get(answer.location as string)
    for (const words of ['Millers’ Christmas', 'Draft', 'The draft is saved', 'Open registration', 'about 20 €', '24 December 2026', 'Europe/Berlin']) {
      expect(page.text).toContain(words)
    }
    expect((await organiser.get(answer.location as string)).text).not.toContain('The draft is saved')
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
    ['registration_close_date', '', 'the last day to join'],
    ['registration_close_date', '2026-02-30', 'date like'],
    ['registration_close_date', '24.12.2026', 'date like'],
    ['registration_close_date', '2026-11-30', 'That day is over'],
    ['exchange_date', '2026-12-09', 'Gift day can be the last day to join'],
    ['exchange_date', '2026-12-01', 'Gift day can be the last day to join'],
    ['exchange_date', '9999-12-31', 'too far ahead'],
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

  test('is made once, however often the button is pressed, and another one by a form that was changed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const nonceIn = (html: string) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] as string
    const nonce = nonceIn((await organiser.get(paths.newExchange())).html)
    const refused = await organiser.post(paths.newExchange(), { ...exchangeFields, name: '', nonce })
    expect(nonceIn(refused.html)).toBe(nonce)
    const fields = { ...exchangeFields, nonce }
    const answers = await Promise.all(Array.from({ length: 3 }, () => organiser.post(paths.newExchange(), fields)))
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 303, location: expect.stringMatching(/^\/admin\/exchange\/[\w-]{36}$/) })
    expect(house.rows('select 1 from exchange')).toHaveLength(1)
    for (const other of [{ ...fields, name: 'Office' }, { ...exchangeFields, nonce: '../x' }, exchangeFields])
      expect((await organiser.post(paths.newExchange(), other)).status).toBe(303)
    expect(house.rows('select 1 from exchange')).toHaveLength(4)
  })

  test('opens at once where that button was pressed, once too, and leads to the invitation', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const form = await organiser.get(paths.newExchange())
    expect(form.html).toMatch(/<button class="button" name="open" value="yes">Create and open<\/button>/)
    expect(form.html).toContain('>Save as draft</button>')
    const nonce = /name="nonce" value="([^"]+)"/.exec(form.html)?.[1] as string
    const refused = await organiser.post(paths.newExchange(), { ...exchangeFields, nonce, name: '', open: 'yes' })
    expect(refused).toMatchObject({ status: 422, html: expect.stringContaining('value="about 20 €"') })
    // First as a draft, then back and with the other button; and that twice.
    await organiser.post(paths.newExchange(), { ...exchangeFields, nonce })
    const answers = await Promise.all([1, 2].map(() => organiser.post(paths.newExchange(), { ...exchangeFields, nonce, open: 'yes' })))
    for (const answer of answers) expect(answer).toMatchObject({ status: 303, location: paths.invitation(nonce) })
    expect(house.rows('select state from exchange')).toEqual([{ state: 'registration_open' }])
    expect((await organiser.get(paths.exchange(nonce))).text).toContain('Registration is open. Share the invitation.')
  })

  test('over htmx answers with the form alone, and leaves the page when it worked', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const headers = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const refused = await organiser.post(paths.newExchange(), { ...exchangeFields, name: '' }, { headers })
    expect(refused.status).toBe(422)
    expect(refused.html).toMatch(/^<form id="exchange-form"/)
    expect(refused.headers.get('Vary')).toContain('HX-Request-Type')
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
    expect(page.text).toContain('Office Names drawn 3 people · gift day 24 Dec 2026')
  })
})

describe('the next step', () => {
  test.each([
    { state: 'draft', says: 'No one can join yet', way: 'Open registration' },
    { state: 'registration_open', people: 0, says: '3 more people needed for a draw', way: 'Share the invitation', other: 'Close registration' },
    { state: 'registration_open', people: 2, says: '1 more person needed for a draw', way: 'Share the invitation', other: 'Close registration' },
    { state: 'registration_open', people: 3, says: '3 people have joined – enough to draw', way: 'Share the invitation', other: 'Close registration' },
    { state: 'registration_open', people: 3, isLastDay: true, says: 'Today is the last day to join', way: 'Close registration', other: 'Share the invitation' },
    { state: 'registration_open', people: 3, most: '3', says: 'Every place is taken', way: 'Close registration' },
    { state: 'registration_closed', people: 1, says: '2 more people needed', way: 'Reopen registration' },
    { state: 'registration_closed', people: 3, says: '3 people are ready for the draw', way: 'Draw names', other: 'Reopen registration' },
    { state: 'matched', people: 3, says: 'Everyone has been told by e-mail', way: 'See who hasn’t looked', other: 'Complete it now', isOnDesk: true },
  ] as const)(
    'of $state with $people people is: $way',
    async ({ state, says, way, other, people = 0, most = '', isLastDay = false, isOnDesk = false }: Step) => {
      const house = await openHouse()
      const { id } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'].slice(0, people), {
        max_participants: most,
        ...(isLastDay ? { registration_close_date: '2026-12-01' } : {}),
      })
      const organiser = await house.alice()
      const [list, desk] = [await organiser.get(paths.adminDashboard()), await organiser.get(paths.exchange(id))]
      expect(list.text).toContain(says)
      expect(desk.text).toContain(says)
      expect(waysIn(list.html.slice(list.html.indexOf('<ul class="exchanges">')))).toEqual(way && !isOnDesk ? [way] : [])
      expect(waysIn(/<section class="card next.*?<\/section>/s.exec(desk.html)?.[0] ?? '')).toEqual([way, other].filter(Boolean))
    },
  )

  test('of a draft whose last day to join is over is to move that day', async () => {
    const house = await openHouse()
    await house.exchange('draft')
    const organiser = await house.alice()
    house.world.travel({ days: 11 })
    await organiser.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.adminDashboard())).text).toContain('The last day to join is over. Move it, then open registration. Move the last day')
  })

  test('once everybody has looked is to do nothing, and after the day to complete', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'])
    for (const visitor of Object.values(people)) await visitor.post(paths.match())
    const organiser = await house.alice()
    expect((await organiser.get(paths.adminDashboard())).text).toContain('Everyone has looked: there’s nothing left to do. Gift day is')
    house.world.travel({ days: 24 })
    await organiser.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.adminDashboard())).text).toContain('The gift day is over. Complete the exchange')
  })

  test('of what is over is nothing, and it stands apart', async () => {
    const house = await openHouse()
    await house.exchange('completed', ['Bob', 'Charlie', 'Dana'], { name: 'Office' })
    const organiser = await house.alice()
    expect((await organiser.get(paths.adminDashboard())).text).toContain('Nothing is going on right now. Past Office 3 people · 24 Dec 2026')
    await house.exchange('draft')
    expect((await organiser.get(paths.adminDashboard())).text).toMatch(/Millers’ Christmas Draft .* Past Office/)
  })
})

type Step = {
  state: 'draft' | 'registration_open' | 'registration_closed' | 'matched'
  says: string
  way?: string
  other?: string
  people?: number
  most?: string
  isLastDay?: boolean
  /** Whether the list leads nowhere, and the desk alone does. */
  isOnDesk?: boolean
}

/** The buttons, and the links that look like one. */
function waysIn(html: string): string[] {
  return [...html.matchAll(/<(?:a|button) class="button[^>]*>([^<]*)</g)].map(([, label]) => label as string)
}

describe('the desk', () => {
  test('says where in its life the exchange stands, and leads to all that can be done with it', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    const page = await organiser.get(paths.exchange(id))
    expect(page.html).toMatch(
      /<ol class="life".*<li class="past"><span>Open<\/span><\/li><li aria-current="step"><span>Closed<\/span><\/li><li><span>Drawn<\/span><\/li>/,
    )
    const ways = [paths.people, paths.rules, paths.message, paths.notifications, paths.poster, paths.deleteExchange]
    for (const way of ways) expect(page.html).toContain(`href="${way(id)}"`)
    expect(page.html).not.toContain(paths.undoDraw(id))
    await organiser.post(paths.draw(id))
    expect((await organiser.get(paths.exchange(id))).html).toContain(`href="${paths.undoDraw(id)}"`)
  })

  test('and every page below it lead to the same six parts, and say which of them this is', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob'])
    const organiser = await house.alice()
    await organiser.post(paths.questions(id), { template: 'post' })
    const { id: questionId } = house.row<{ id: string }>('select id from question')
    const parts = async (path: string) => {
      const [, nav = ''] = /<nav class="parts"[^>]*>(.*?)<\/nav>/s.exec((await organiser.get(path)).html) ?? []
      return [...nav.matchAll(/<a href="([^"]*)"(?: aria-current="(\w+)")?>(\w+)<\/a>/g)].map(([, href, current, part]) => ({ href, current, part }))
    }
    const here: [string, string, string][] = [
      [paths.exchange(id), 'Overview', 'page'],
      [paths.draw(id), 'Overview', 'true'],
      [paths.people(id), 'People', 'page'],
      [paths.importPeople(id), 'People', 'true'],
      [paths.questions(id), 'Questions', 'page'],
      [paths.question(id, questionId), 'Questions', 'true'],
      [paths.rules(id), 'Rules', 'page'],
      [paths.message(id), 'Messages', 'page'],
      [paths.notifications(id), 'Settings', 'page'],
      [paths.editExchange(id), 'Settings', 'true'],
    ]
    const all = (await parts(paths.exchange(id))).map(({ href, part }) => ({ href, part }))
    expect(all.map(({ part }) => part)).toEqual(['Overview', 'People', 'Questions', 'Rules', 'Messages', 'Settings'])
    for (const [path, part, current] of here) {
      const shown = await parts(path)
      expect(shown.map(({ href, part: name }) => ({ href, part: name }))).toEqual(all)
      expect(shown.filter((one) => one.current)).toEqual([expect.objectContaining({ part, current })])
    }
  })

  test('puts people and the next step first, and folds the rest; once nobody can join, the invitation too', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    const titles = async () =>
      [...(await organiser.get(paths.exchange(id))).html.matchAll(/(<summary>)?<h2>([\w ]+)/g)].map(([, fold, title]) => `${title?.trim()}${fold ? ' …' : ''}`)
    expect(await titles()).toEqual(['Next step', 'People', 'Invitation link', 'Details …', 'What happens automatically …'])
    await organiser.post(paths.draw(id), { close: 'yes' })
    expect(await titles()).toEqual(['The names are drawn', 'People', 'Invitation link …', 'Details …', 'What happens automatically …'])
  })

  test('shows who joined last, and where everybody is', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', [], { max_participants: '12' })
    for (const name of ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Grace']) {
      house.world.travel({ minutes: 1 })
      await house.join(slug, name)
    }
    const page = await (await house.alice()).get(paths.exchange(id))
    expect(page.text).toContain('People 6 of 12 Newest first Grace')
    expect([...page.html.matchAll(/<b dir="auto">(\w+)<\/b>/g)].map(([, name]) => name)).toEqual(['Grace', 'Frank', 'Erin', 'Dana', 'Charlie'])
    expect(page.text).toContain('See all 6')
  })

  test('gives the invitation link, made from the site’s own address', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open')
    const page = await (await house.alice()).get(paths.exchange(id), { headers: { 'X-Forwarded-Host': 'evil.example' } })
    expect(page.html).toContain(`value="${house.world.url(paths.register(slug))}"`)
  })

  test('is a draft unless the button says “yes”', async () => {
    const house = await openHouse()
    await (await house.alice()).post(paths.newExchange(), { ...exchangeFields, open: 'no' })
    expect(house.rows('select state from exchange')).toEqual([{ state: 'draft' }])
  })

  test('lists the people with their state', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', ['Bob'])
    await house.visitor().post(paths.register(slug), { name: 'Charlie', email: 'charlie@example.org', gift_ideas: '' })
    const page = await (await house.alice()).get(paths.exchange(id))
    await house.visitor().post(paths.register(slug), { name: 'Dana', email: 'dana@example.org', gift_ideas: '' })
    house.exec(`update outgoing_email set state = 'given_up' where participant_id = ?`, house.idOf(id, 'Dana'))
    house.exec(`update participant set gift_ideas = '' where name = 'Bob'`)
    const later = await (await house.alice()).get(paths.exchange(id))
    expect(page.text).toContain('Bob Ready bob@example.org')
    expect(page.text).toContain('Charlie Link is on its way charlie@example.org')
    expect(later.text).toContain('Bob No gift ideas yet bob@example.org')
    expect(later.text).toContain('Dana E-mail failed dana@example.org')
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
  expect(await organiser.post(paths.openRegistration(id))).toMatchObject({ status: 409, text: expect.stringContaining('Move that day into the future') })
  expect(await organiser.post(paths.reopenRegistration(closed.id))).toMatchObject({
    status: 409,
    text: expect.stringContaining('Move that day into the future'),
  })
})

test('the time zone of a new exchange is that of the last one, or before there is any the server’s', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const chosen = async () => / value="([^"]*)" selected/.exec((await organiser.get(paths.newExchange())).html)?.[1]
  expect(await chosen()).toBe(serverTimezone())
  await organiser.post(paths.newExchange(), { ...exchangeFields, timezone: 'Europe/Kiev' })
  expect(await chosen()).toBe('Europe/Kyiv')
})
