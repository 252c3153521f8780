import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const olga = addressOf('Olga')
const newAddress = 'alice@new.example'
const chosen = { name: 'Olga', password: 'a goose under the moon', password_confirm: 'a goose under the moon' }

const propose = (organiser: Visitor, email = newAddress) => organiser.post(paths.settings(), { change: 'email', email })
const linkTo = (house: House, address: string) => /\/admin\/new-address\/[\w-]{43}/.exec(house.post.letterTo(address).text)?.[0] as string
const invitationTo = (house: House, address: string) => /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(address).text)?.[0] as string
const addresses = (house: House) => house.rows<{ email: string }>('select email from admin order by owner').map(({ email }) => email)
const ownersAddress = (house: House) => house.rows<{ email: string }>('select email from admin where owner = 1').map(({ email }) => email)

/** A house in which somebody else organises, too, so that a new address has to be proved. */
async function openHouseOfTwo(options: Parameters<typeof openHouse>[0] = {}): Promise<House> {
  const house = await openHouse(options)
  await house.anotherOrganiser('Walter')
  return house
}

async function proposed() {
  const house = await openHouseOfTwo()
  const organiser = await house.alice()
  await propose(organiser)
  await house.deliver()
  return { house, organiser, link: linkTo(house, newAddress) }
}

describe('a new address of an account', () => {
  test('counts at once where nobody else organises or is invited', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    await organiser.post(paths.organisers(), { email: olga })
    await propose(organiser)
    expect(ownersAddress(house)).toEqual([alice.email])
    const { id } = house.row<{ id: string }>('select id from organiser_invitation')
    await organiser.post(paths.withdrawInvitation(), { invitation_id: id })
    await propose(organiser)
    expect(ownersAddress(house)).toEqual([newAddress])
    expect((await organiser.get(paths.settings())).text).toContain('Your e-mail address is changed.')
  })

  test('counts once the link that went there is followed, by a button', async () => {
    const { house, organiser, link } = await proposed()
    const other = house.visitor()
    await other.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.settings())).text).toContain(`Follow the link that we e-mailed to ${newAddress}`)
    expect(ownersAddress(house)).toEqual([alice.email])
    const reader = house.visitor()
    for (const method of ['HEAD', 'GET', 'GET']) expect((await reader.send(method, link, undefined)).status).toBe(200)
    expect((await reader.get(link)).text).toContain(newAddress)
    expect(ownersAddress(house)).toEqual([alice.email])
    expect(await reader.post(link)).toMatchObject({ status: 303, location: paths.adminLogin() })
    expect(ownersAddress(house)).toEqual([newAddress])
    expect((await other.get(paths.settings())).status).toBe(303)
    await house.deliver()
    for (const address of [alice.email, newAddress]) expect(house.post.letterTo(address).subject).toBe('Your e-mail address was changed')
    expect(await reader.get(link)).toMatchObject({ status: 410, text: expect.stringContaining('no longer works') })
    expect((await reader.post(link)).status).toBe(410)
    expect(await house.visitor().post(paths.adminLogin(), alice)).toMatchObject({ status: 422 })
  })

  test('leaves the browser signed in that follows the link', async () => {
    const { organiser, link } = await proposed()
    expect(await organiser.post(link)).toMatchObject({ status: 303, location: paths.settings() })
    const page = await organiser.get(paths.settings())
    expect(page.html).toContain(`value="${newAddress}"`)
    expect(page.text).toContain('Your e-mail address is changed.')
    expect(page.text).not.toContain('A new address waits')
  })

  test('is forgotten after a day, and not before', async () => {
    const { house } = await proposed()
    const waiting = () => house.rows('select new_email, new_email_until from admin where owner = 1')
    const before = waiting()
    house.world.travel({ hours: 23 })
    await house.tick()
    expect(waiting()).toEqual(before)
    expect(before).toMatchObject([{ new_email: newAddress }])
    house.world.travel({ hours: 1, minutes: 1 })
    await house.tick()
    expect(waiting()).toEqual([{ new_email: null, new_email_until: null }])
    expect(ownersAddress(house)).toEqual([alice.email])
  })

  test('is replaced by a newer one, dropped by a button, and dead after a day', async () => {
    const { house, organiser, link } = await proposed()
    const statusOf = async (path: string) => (await house.visitor().get(path)).status
    house.world.travel({ minutes: 1 })
    await propose(organiser, 'alice@newer.example')
    await house.deliver()
    const newer = linkTo(house, 'alice@newer.example')
    expect([await statusOf(link), await statusOf(newer)]).toEqual([410, 200])
    await organiser.post(paths.settings(), { change: 'drop-email' })
    expect((await organiser.get(paths.settings())).text).toMatch(/^(?!.*A new address waits).*Your e-mail address stays as it is\./)
    expect(await statusOf(newer)).toBe(410)
    await propose(organiser)
    await house.deliver()
    const last = linkTo(house, newAddress)
    expect(last).not.toBe(link)
    house.world.travel({ days: 1 })
    expect(await statusOf(last)).toBe(410)
    expect(ownersAddress(house)).toEqual([alice.email])
  })

  test('that somebody else asked for who knew the password is dropped with that', async () => {
    const { house, organiser, link } = await proposed()
    await organiser.post(paths.settings(), { change: 'password', password: chosen.password, password_confirm: chosen.password })
    expect((await house.visitor().get(link)).status).toBe(410)
  })

  test('is not sent to if it is dropped before the e-mail goes out', async () => {
    const house = await openHouseOfTwo()
    const organiser = await house.alice()
    await propose(organiser)
    await organiser.post(paths.settings(), { change: 'drop-email' })
    await house.deliver()
    expect(house.post.inbox).toEqual([])
  })

  test('is asked for five times an hour at the most', async () => {
    const house = await openHouseOfTwo()
    const organiser = await house.alice()
    const statuses: number[] = []
    for (let round = 0; round < 6; round++) statuses.push((await propose(organiser, `alice${round}@example.net`)).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })

  test.each([
    ['log', 'log'],
    ['nowhere', 'e-mail'],
  ] as const)('says where its link is on a site without e-mail (%s)', async (kind, words) => {
    const house = await openHouseOfTwo({ mail: { kind } })
    const organiser = await house.alice()
    await propose(organiser)
    const { missing } = { missing: (await organiser.get(paths.settings())).text }
    expect(missing).toContain('A new address waits')
    expect(missing.split('A new address waits')[1]?.split('Keep the old address')[0]).toContain(words)
  })
})

describe('an address that is meant for somebody else', () => {
  /** Mallory organises, too; Olga is invited. */
  async function invited() {
    const house = await openHouse()
    const organiser = await house.alice()
    const mallory = await house.anotherOrganiser('Mallory')
    const { id } = await house.exchange('registration_open', ['Bob'])
    await organiser.post(paths.sharing(id), { email: olga })
    await house.deliver()
    return { house, organiser, mallory, id, invitation: invitationTo(house, olga) }
  }

  test('is not had by asking for it: the invitation lives, and what is shared is not reached', async () => {
    const { house, mallory, id, invitation } = await invited()
    expect((await propose(mallory, olga)).status).toBe(303)
    expect((await mallory.get(paths.exchange(id))).status).toBe(403)
    const visitor = house.visitor()
    expect((await visitor.post(invitation, chosen)).status).toBe(303)
    expect((await visitor.get(paths.exchange(id))).status).toBe(200)
    await house.deliver()
    expect(addresses(house)).toContain(addressOf('Mallory'))
  })

  test('gets what is shared with it only where it counts', async () => {
    const { house, organiser, mallory } = await invited()
    const { location } = await organiser.post(paths.newExchange(), { ...exchangeFields, name: 'Under the oak' })
    const id = location?.split('/').at(-1) as string
    await propose(mallory, olga)
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.sharing(id))).text).toContain('The invitation is on its way')
    expect((await mallory.get(paths.exchange(id))).status).toBe(403)
    expect(house.rows('select * from organiser where exchange_id = ?', id)).toHaveLength(1)
  })

  test('brings what it was invited to, once the link that went there was followed', async () => {
    const { house, mallory, id, invitation } = await invited()
    await propose(mallory, olga)
    await house.deliver()
    await house.visitor().post(linkTo(house, olga))
    await mallory.post(paths.adminLogin(), { email: olga, password: alice.password })
    expect((await mallory.get(paths.exchange(id))).status).toBe(200)
    expect((await house.visitor().get(invitation)).status).toBe(410)
  })

  test('is that of whoever confirms it first, of several at once', async () => {
    const { house, organiser, mallory, invitation } = await invited()
    for (const asking of [organiser, mallory]) {
      await propose(asking, olga)
      await house.deliver()
    }
    const links = house.post.inbox.flatMap(({ text }) => text.match(/\/admin\/new-address\/[\w-]{43}/) ?? [])
    const tries = [...links.map((link) => house.visitor().post(link)), house.visitor().post(invitation, chosen)]
    expect((await Promise.all(tries)).map(({ status }) => status).sort()).toEqual([303, 410, 410])
    expect(addresses(house).filter((address) => address === olga)).toHaveLength(1)
  })

  test('is nobody’s who was too late to confirm it', async () => {
    const { house, mallory, invitation } = await invited()
    await propose(mallory, olga)
    await house.deliver()
    const link = linkTo(house, olga)
    await house.visitor().post(invitation, chosen)
    expect((await house.visitor().post(link)).status).toBe(410)
    expect(addresses(house).sort()).toEqual([alice.email, addressOf('Mallory'), olga].sort())
  })
})
