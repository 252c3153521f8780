import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const asAlice = { take_part: 'on', my_name: 'Alice' }

/** An exchange in which Alice takes part beside others, registration open. */
async function openWithAlice(names: string[] = []): Promise<{ house: House; organiser: Visitor; id: string; slug: string }> {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id, slug } = await house.exchange('registration_open', names)
  await organiser.post(paths.takePart(id), { my_name: 'Alice' })
  return { house, organiser, id, slug }
}

function rowsOf(house: House) {
  return house.rows(
    'select name, email, account_id is not null as bound, confirmed_at is not null as confirmed, withdrawn_at is not null as "left" from participant order by name',
  )
}

const boundAlice = { name: 'Alice', email: alice.email, bound: 1, confirmed: 1, left: 0 }

/** Whether the organiser’s button leads to a page, and whose. */
async function openPage(organiser: Visitor, id: string): Promise<string> {
  const answer = await organiser.post(paths.myPage(id))
  if (answer.status !== 303) return `refused ${answer.status}`
  return /Hello (\S+)/.exec((await organiser.get(paths.dashboard())).text)?.[1] ?? 'nobody'
}

describe('an organiser who takes part', () => {
  test('is in from the moment the exchange is created, confirmed, without an e-mail, and opens the own page from the desk beside it', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { location } = await organiser.post(paths.newExchange(), { ...exchangeFields, ...asAlice })
    const id = location?.split('/').at(-1) as string
    await house.deliver()
    expect([rowsOf(house), house.post.inbox]).toEqual([[boundAlice], []])
    expect((await organiser.get(paths.exchange(id))).text).toContain('You take part as Alice . Open my page')
    expect(await organiser.post(paths.myPage(id))).toMatchObject({ status: 303, location: paths.dashboard() })
    const page = await organiser.get(paths.dashboard())
    expect(page.text).toContain('Registration hasn’t opened yet')
    expect(await organiser.post(paths.giftIdeas(), { gift_ideas: 'A kite' })).toMatchObject({ status: 303 })
    expect(await organiser.get(paths.exchange(id))).toMatchObject({ status: 200 })
    expect(await organiser.get(paths.profile())).toMatchObject({ status: 200 })
  })

  test('is signed out of the own page, too, by another password', async () => {
    const { house, organiser, id } = await openWithAlice(['Bob'])
    const intruder = house.visitor()
    await intruder.post(paths.adminLogin(), alice)
    expect(await openPage(intruder, id)).toBe('Alice')
    const password = 'another long phrase of words'
    const change = { change: 'password', current_password: alice.password, password, password_confirm: password }
    expect((await organiser.post(paths.settings(), change)).status).toBe(303)
    expect((await intruder.get(paths.dashboard())).status).toBe(303)
    expect(await openPage(organiser, id)).toBe('Alice')
  })

  test('comes in from the desk in each state before the draw, draws, is told, and looks at the own match', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    for (const state of ['draft', 'registration_open', 'registration_closed'] as const) {
      const { id } = await house.exchange(state)
      expect((await organiser.get(paths.exchange(id))).text).toContain('Taking part yourself?')
      expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 303, location: paths.exchange(id) })
      expect(await openPage(organiser, id)).toBe('Alice')
    }
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie'])
    await organiser.post(paths.takePart(id), { my_name: 'Alice' })
    await organiser.post(paths.draw(id))
    await house.deliver()
    expect(house.post.inbox.filter(({ to, subject }) => to.includes(alice.email) && /drawn|match/i.test(subject))).toHaveLength(1)
    expect(await openPage(organiser, id)).toBe('Alice')
    await organiser.post(paths.match())
    expect((await organiser.get(paths.match())).text).toContain(house.drawOf(id).Alice)
  })

  test('needs a name that is no address, and keeps what was typed', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const nameless = await organiser.post(paths.newExchange(), { ...exchangeFields, budget: '', name: '', take_part: 'on', my_name: ' ', open: 'yes' })
    expect(nameless).toMatchObject({ status: 422, text: expect.stringContaining('Please enter your name') })
    expect(nameless.text).toContain('Please give the exchange a name')
    expect(nameless.html).toMatch(/name="take_part"[^>]* checked/)
    expect(house.rows('select 1 from exchange')).toEqual([])
    expect(await organiser.post(paths.newExchange(), { ...exchangeFields, my_name: 'x'.repeat(300) })).toMatchObject({ status: 303 })
    const { id } = await house.exchange('registration_open')
    expect(await organiser.post(paths.takePart(id), { my_name: 'me@example.org' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('can’t have a web or e-mail address'),
    })
    expect(rowsOf(house)).toEqual([])
  })

  test('finds no place when it is full, and is shown another way once names are drawn; pressing twice makes one', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', ['Bob', 'Charlie', 'Dana'], { max_participants: '3' })
    expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 409, text: expect.stringContaining('is full') })
    await organiser.post(paths.exchange(id), { max_participants: '4' })
    for (const _ of ['first', 'second']) expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 303 })
    expect(rowsOf(house)).toHaveLength(4)
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Alice')))
    await organiser.post(paths.draw(id), { close: 'yes' })
    const late = await organiser.post(paths.takePart(id), { my_name: 'Alice' })
    expect(late).toMatchObject({ status: 409, text: expect.stringContaining('add yourself under People') })
    expect(late.text).not.toContain('Taking part yourself?')
  })

  test('can leave and come back, also in a draft', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('draft')
    await organiser.post(paths.takePart(id), { my_name: 'Alice' })
    await openPage(organiser, id)
    expect(await organiser.post(paths.withdraw())).toMatchObject({ status: 303 })
    expect(rowsOf(house)).toEqual([{ ...boundAlice, bound: 0, left: 1 }])
    expect(await openPage(organiser, id)).toBe('refused 409')
    await organiser.post(paths.takePart(id), { my_name: 'Alice again' })
    expect(rowsOf(house)).toEqual([{ ...boundAlice, name: 'Alice again' }])
    expect(await organiser.post(paths.deleteExchange(id))).toMatchObject({ status: 303 })
    expect(rowsOf(house)).toEqual([])
  })

  test('who was registered in the ordinary way is told so, and gets in by a link alone', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', ['Alice'])
    const answer = await organiser.post(paths.takePart(id), { my_name: 'Alice' })
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('already registered') })
    expect(answer.text).toContain('alice@example.org takes part as Alice . E-mail me a sign-in link')
    expect(answer.html).toContain(`action="${paths.resendLink(id, house.idOf(id, 'Alice'))}"`)
    expect(await openPage(organiser, id)).toBe('refused 409')
  })

  test('is nobody else’s business, and needs a sign-in', async () => {
    const { house, id } = await openWithAlice()
    const mallory = house.visitor()
    for (const path of [paths.takePart(id), paths.myPage(id)])
      expect(await mallory.post(path, { my_name: 'Mallory' })).toMatchObject({ status: 303, location: expect.stringContaining('/admin/login') })
    const unknown = '00000000-0000-4000-8000-000000000000'
    for (const path of [paths.takePart(unknown), paths.myPage(unknown)])
      expect(await (await house.alice()).post(path, { my_name: 'Alice' })).toMatchObject({ status: 404 })
  })
})

describe('who takes part by an account', () => {
  test('has the account’s address, also once that is another one', async () => {
    const { house, organiser, id } = await openWithAlice()
    await house.moveTo(organiser, 'alice@example.net')
    expect(rowsOf(house)).toEqual([{ ...boundAlice, email: 'alice@example.net' }])
    expect(await openPage(organiser, id)).toBe('Alice')
    expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 303 })
    expect(rowsOf(house)).toHaveLength(1)
  })

  test('stays so after an e-mailed link where the account is signed in, and nowhere else', async () => {
    const { house, organiser, id, slug } = await openWithAlice()
    for (const [visitor, page] of [
      [organiser, 'Alice'],
      [house.visitor(), 'refused 409'],
    ] as const) {
      await visitor.post(paths.requestAccess(slug), { email: alice.email })
      await house.deliver()
      await visitor.get(house.linkTo(alice.email))
      expect((await visitor.get(paths.dashboard())).text).toContain('Hello Alice')
      expect(await openPage(organiser, id)).toBe(page)
    }
  })
})

describe('an organiser never opens somebody else’s page', () => {
  test('not by giving the account Bob’s address, before or after', async () => {
    const { house, organiser, id } = await openWithAlice(['Bob'])
    await house.moveTo(organiser, addressOf('Bob'))
    expect(await openPage(organiser, id)).toBe('refused 409')
    expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 409, text: expect.stringContaining('already registered') })
    expect(await openPage(organiser, id)).toBe('refused 409')
    await house.moveTo(organiser, alice.email)
    expect(await openPage(organiser, id)).toBe('refused 409')
    expect(rowsOf(house)).toEqual([
      { ...boundAlice, bound: 0 },
      { ...boundAlice, name: 'Bob', email: addressOf('Bob'), bound: 0 },
    ])
  })

  test('not by correcting Bob’s address to the account’s, nor the own one to Bob’s', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', ['Bob'])
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: alice.email })
    expect(await openPage(organiser, id)).toBe('refused 409')
    expect(await organiser.post(paths.takePart(id), { my_name: 'Alice' })).toMatchObject({ status: 409 })
    expect(await openPage(organiser, id)).toBe('refused 409')
    const other = await openWithAlice()
    await openPage(other.organiser, other.id)
    await other.organiser.post(paths.correctEmail(other.id, other.house.idOf(other.id, 'Alice')), { email: addressOf('Bob') })
    expect(await openPage(other.organiser, other.id)).toBe('refused 409')
    expect(await other.organiser.get(paths.dashboard())).toMatchObject({ status: 303 })
  })

  test('not of whoever leaves, and registers again with the address that was bound', async () => {
    const { house, organiser, id, slug } = await openWithAlice()
    await openPage(organiser, id)
    await organiser.post(paths.withdraw())
    await house.visitor().post(paths.register(slug), { ...registration('Alice'), name: 'Bob' })
    expect(rowsOf(house)).toEqual([{ ...boundAlice, name: 'Bob', bound: 0 }])
    expect(await openPage(organiser, id)).toBe('refused 409')
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Bob')))
    await organiser.post(paths.addPerson(id), { name: 'Bob', email: alice.email })
    expect(await openPage(organiser, id)).toBe('refused 409')
  })

  test('not of whoever takes over by an e-mailed link what was begun in their name; and what Bob had written before is gone', async () => {
    const { house, organiser, id, slug } = await openWithAlice(['Bob'])
    const [bob] = house.rows<{ id: string }>(`select id from participant where name = 'Bob'`)
    await organiser.post(paths.removePerson(id, bob?.id ?? ''))
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Alice')))
    await house.moveTo(organiser, addressOf('Bob'))
    await organiser.post(paths.takePart(id), { my_name: 'Bobby' })
    expect(await openPage(organiser, id)).toBe('Bobby')
    expect((await organiser.get(paths.dashboard())).text).not.toContain('likes socks')
    const visitor = house.visitor()
    await visitor.post(paths.requestAccess(slug), { email: addressOf('Bob') })
    await house.deliver()
    await visitor.get(house.linkTo(addressOf('Bob')))
    expect((await visitor.get(paths.dashboard())).text).toContain('Hello Bobby')
    expect(await organiser.get(paths.dashboard())).toMatchObject({ status: 303 })
    expect(await openPage(organiser, id)).toBe('refused 409')
  })
})
