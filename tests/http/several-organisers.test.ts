import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const olga = addressOf('Olga')
const chosen = { name: 'Olga', password: 'a goose under the moon', password_confirm: 'a goose under the moon' }
const cast = ['Bob', 'Charlie', 'Dana']

const linkTo = (house: House, address: string) => /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(address).text)?.[0] as string
const accountOf = (house: House, email: string) => house.row<{ id: string }>('select id from admin where email = ?', email).id

/** Olga comes by an invitation of Alice's. */
async function withOlga(): Promise<{ house: House; organiser: Visitor; olgas: Visitor }> {
  const house = await openHouse()
  const organiser = await house.alice()
  await organiser.post(paths.organisers(), { email: olga })
  await house.deliver()
  const olgas = house.visitor()
  await olgas.post(linkTo(house, olga), chosen)
  return { house, organiser, olgas }
}

describe('an invitation', () => {
  test('brings somebody in with a name and a password of their own, once', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    expect(await organiser.post(paths.organisers(), { email: olga })).toMatchObject({ status: 303, location: paths.organisers() })
    expect((await organiser.get(paths.organisers())).text).toContain(`The invitation is on its way to ${olga}.`)
    await house.deliver()
    const link = linkTo(house, olga)
    const invited = house.visitor()
    expect(await invited.get(link)).toMatchObject({ status: 200, text: expect.stringContaining(olga) })
    const short = await invited.post(link, { ...chosen, password: 'short', password_confirm: 'short' })
    expect(short).toMatchObject({ status: 422, text: expect.stringContaining('at least 12 characters') })
    expect(short.html).toContain('value="Olga"')
    const answers = await Promise.all([invited, house.visitor(), house.visitor()].map((one) => one.post(link, chosen)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410])
    expect(house.rows('select email, name, owner from admin order by owner')).toEqual(expect.arrayContaining([{ email: olga, name: 'Olga', owner: null }]))
    expect(await house.visitor().get(link)).toMatchObject({ status: 410, text: expect.stringContaining('no longer works') })
    expect((await organiser.get(paths.organisers())).text).not.toContain('The invitation works until')
    expect((await house.visitor().post(paths.adminLogin(), { email: olga, password: chosen.password })).location).toBe(paths.adminDashboard())
  })

  test('dies after 7 days, when it is withdrawn, and when a newer one goes out', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const invite = async () => {
      await organiser.post(paths.organisers(), { email: olga })
      await house.deliver()
      return linkTo(house, olga)
    }
    const first = await invite()
    const second = await invite()
    const statusOf = async (link: string) => (await house.visitor().get(link)).status
    expect([await statusOf(first), await statusOf(second)]).toEqual([410, 200])
    const { id } = house.row<{ id: string }>('select id from organiser_invitation')
    await organiser.post(paths.withdrawInvitation(), { invitation_id: id })
    expect(await statusOf(second)).toBe(410)
    const third = await invite()
    house.world.travel({ days: 7 })
    expect(await statusOf(third)).toBe(410)
  })

  test('is refused to who has an account, and to what is no address', async () => {
    const { house, organiser } = await withOlga()
    expect(await organiser.post(paths.organisers(), { email: olga })).toMatchObject({
      status: 422,
      text: expect.stringContaining('has an account here already'),
    })
    expect(await organiser.post(paths.organisers(), { email: 'olga' })).toMatchObject({ status: 422 })
    expect(house.rows('select * from organiser_invitation')).toEqual([])
  })

  test('is the owner’s to give: any other organiser gets 403 and learns nothing', async () => {
    const { house, olgas } = await withOlga()
    await house.exchange('registration_open', ['Bob'])
    for (const [method, path] of [
      ['GET', paths.organisers()],
      ['POST', paths.organisers()],
      ['POST', paths.handOver()],
      ['GET', paths.removeAccount(accountOf(house, olga))],
      ['POST', paths.removeAccount(accountOf(house, olga))],
    ] as const) {
      const answer = await olgas.send(method, path, method === 'POST' ? new URLSearchParams({ email: 'x@example.org' }) : undefined)
      expect([path, answer.status, answer.html.includes('Millers') || answer.html.includes(alice.email)]).toEqual([path, 403, false])
    }
  })
})

describe('sharing an exchange', () => {
  test('with an account lets it in at once, tells it, and makes it an equal', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_closed', cast)
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.sharing(id))).text).toContain('Olga now organises this exchange, too.')
    await house.deliver()
    expect(house.post.letterTo(olga)).toMatchObject({ subject: 'You’re an organiser now: Millers’ Christmas' })
    expect((await olgas.post(paths.draw(id))).status).toBe(303)
    expect((await olgas.get(paths.adminDashboard())).text).toContain('Millers’ Christmas')
    expect(await organiser.post(paths.sharing(id), { email: olga })).toMatchObject({ status: 422, text: expect.stringContaining('already') })
  })

  test('with somebody new invites them to that exchange', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    await house.deliver()
    expect(house.post.letterTo(olga).text).toContain('asks you to organise “Millers’ Christmas” together.')
    const invited = house.visitor()
    await invited.post(linkTo(house, olga), chosen)
    expect((await invited.get(paths.exchange(id))).status).toBe(200)
  })

  test('ends for whoever leaves or is removed, at once, while the last one stays', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    const [olgaId, aliceId] = [accountOf(house, olga), accountOf(house, alice.email)]
    expect((await organiser.get(paths.unshare(id, olgaId))).text).toContain('Remove Olga from the organisers?')
    await organiser.post(paths.unshare(id, olgaId))
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
    expect(await organiser.post(paths.unshare(id, aliceId))).toMatchObject({ status: 409, text: expect.stringContaining('needs an organiser') })
    await organiser.post(paths.sharing(id), { email: olga })
    const leaving = await Promise.all([organiser.post(paths.unshare(id, aliceId)), olgas.post(paths.unshare(id, olgaId))])
    expect(leaving.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(house.rows('select * from organiser where exchange_id = ?', id)).toHaveLength(1)
  })

  test('leaves no invitation behind by which whoever is removed could come back', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    await olgas.post(paths.sharing(id), { email: 'evil@example.org' })
    await house.deliver()
    await organiser.post(paths.unshare(id, accountOf(house, olga)))
    expect((await house.visitor().get(linkTo(house, 'evil@example.org'))).status).toBe(410)
  })

  test('shows the name of no other exchange in a rule of the one who made it', async () => {
    const { house, organiser, olgas } = await withOlga()
    const earlier = await house.exchange('completed', cast, { name: 'Under the oak' })
    const { id } = await house.exchange('registration_closed', cast)
    await organiser.post(paths.rules(id), { kind: 'history', earlier_exchange_id: earlier.id })
    await organiser.post(paths.sharing(id), { email: olga })
    expect((await organiser.get(paths.rules(id))).text).toContain('Under the oak')
    for (const path of [paths.rules(id), paths.draw(id)]) {
      const { text } = await olgas.get(path)
      expect([path, text.includes('Under the oak')]).toEqual([path, false])
    }
    expect((await olgas.get(paths.rules(id))).text).toContain('as in an exchange of another organiser')
  })
})

describe('the owner', () => {
  test('sees of others’ exchanges the names and the organisers, and hands them over', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Olga’s club' })
    const id = location?.split('/').at(-1) as string
    expect((await organiser.get(paths.exchange(id))).status).toBe(403)
    expect((await organiser.get(paths.organisers())).text).toMatch(/Olga’s club Organised by Olga/)
    await organiser.post(paths.handOver(), { exchange_id: id, to: accountOf(house, alice.email) })
    expect((await organiser.get(paths.exchange(id))).status).toBe(200)
    expect((await olgas.get(paths.exchange(id))).status).toBe(403)
  })

  test('removes an account: what it organises alone is handed over or deleted, and its sessions and links end', async () => {
    const { house, organiser, olgas } = await withOlga()
    const made = async (name: string) =>
      (await olgas.post(paths.newExchange(), { ...exchangeFields, name, open: 'yes' })).location?.split('/').at(-1)?.replace(/#.*/, '') as string
    const [kept, shared] = [await made('Kept'), await made('Shared')]
    await olgas.post(paths.sharing(shared), { email: alice.email })
    await house.visitor().post(paths.forgotPassword(), { email: olga })
    await house.deliver()
    const reset = /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(olga).text)?.[0] as string
    const removal = paths.removeAccount(accountOf(house, olga))
    expect((await organiser.get(removal)).text).toContain('1 exchange has no other organiser.')
    expect(await organiser.post(removal)).toMatchObject({ status: 422, text: expect.stringContaining('choose what happens') })
    await organiser.post(removal, { to: accountOf(house, alice.email) })
    for (const id of [kept, shared]) expect((await organiser.get(paths.exchange(id))).status).toBe(200)
    expect((await olgas.get(paths.adminDashboard())).location).toContain(paths.adminLogin())
    expect((await house.visitor().get(reset)).status).toBe(410)
    expect(await house.visitor().post(paths.adminLogin(), { email: olga, password: chosen.password })).toMatchObject({ status: 422 })
    await house.deliver()
    expect(house.post.letterTo(olga).subject).toBe('Your account was removed')
    expect((await organiser.get(removal)).status).toBe(404)
  })

  test('removes an account and its exchanges, of which everybody is told', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { location } = await olgas.post(paths.newExchange(), { ...exchangeFields, name: 'Gone', open: 'yes' })
    const id = location?.split('/').at(-1)?.replace(/#.*/, '') as string
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', id)
    await house.join(slug, 'Bob')
    await organiser.post(paths.removeAccount(accountOf(house, olga)), { to: 'delete' })
    await house.deliver()
    expect(house.post.letterTo(addressOf('Bob')).subject).toContain('Gone')
    expect(house.rows('select * from exchange where id = ?', id)).toEqual([])
    expect(house.rows('select * from admin')).toHaveLength(1)
  })

  test('decides what becomes of an exchange even where its last other organiser leaves at the same moment', async () => {
    const { house, organiser, olgas } = await withOlga()
    const { id } = await house.exchange('registration_open', cast)
    await organiser.post(paths.sharing(id), { email: olga })
    const [olgaId, aliceId] = [accountOf(house, olga), accountOf(house, alice.email)]
    const statuses = async () =>
      (await Promise.all([organiser.post(paths.unshare(id, aliceId)), organiser.post(paths.removeAccount(olgaId))])).map(({ status }) => status)
    expect([
      [303, 422],
      [409, 303],
    ]).toContainEqual(await statuses())
    expect(house.rows('select * from organiser where exchange_id = ?', id)).toHaveLength(1)
    expect((await olgas.get(paths.landing())).status).toBe(200)
  })

  test('is never removed', async () => {
    const { house, organiser } = await withOlga()
    expect((await organiser.post(paths.removeAccount(accountOf(house, alice.email)), { to: 'delete' })).status).toBe(404)
  })
})

test('an address is one account’s: nobody takes that of another', async () => {
  const { olgas } = await withOlga()
  const answer = await olgas.post(paths.settings(), { change: 'email', email: alice.email })
  expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('has an account here already') })
})
