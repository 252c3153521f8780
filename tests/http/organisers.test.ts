import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const theirs = 'Under the oak'
const ofOlga = { ...exchangeFields, name: 'Olga’s club', timezone: 'Asia/Tokyo', reply_to: 'on' }
/** Alice's exchange, with people and a draw, and Olga, who has one of her own. */
async function withOlga() {
  const house = await openHouse()
  const hers = await house.exchange('matched', ['Bob', 'Charlie', 'Dana'], { name: theirs })
  await house.deliver()
  const olga = await house.anotherOrganiser('Olga')
  const { location } = await olga.post(paths.newExchange(), ofOlga)
  const ownId = location?.split('/').at(-1) as string
  return { house, organiser: await house.alice(), hers, olga, ownId }
}

const everythingOf = (house: House, exchangeId: string) =>
  JSON.stringify([
    house.rows('select * from exchange where id = ?', exchangeId),
    house.rows('select * from participant where exchange_id = ?', exchangeId),
    house.rows('select id, state, due_at, attempts from outgoing_email where exchange_id = ?', exchangeId),
    house.rows('select * from organiser where exchange_id = ?', exchangeId),
  ])

describe('an exchange of somebody else', () => {
  test('is no earlier exchange of a rule, and is not made anew by a form that names it', async () => {
    const { house, hers, olga, ownId } = await withOlga()
    const rule = { kind: 'history', earlier_exchange_id: hers.id }
    expect((await olga.post(paths.rules(ownId), rule)).status).toBe(409)
    expect(house.rows('select * from exclusion_rule')).toEqual([])
    const answer = await olga.post(paths.newExchange(), { ...exchangeFields, open: 'yes', nonce: hers.id })
    expect(answer.location).not.toContain(hers.id)
    expect(house.rows('select account_id from organiser where exchange_id = ?', hers.id)).toHaveLength(1)
  })

  test('has e-mails that only its organiser sees, counts and sends again', async () => {
    const { house, organiser, hers, olga } = await withOlga()
    house.exec(`update outgoing_email set state = 'given_up', sealed_parameters = 'x' where kind = 'match notification'`)
    const { id } = house.row<{ id: string }>(`select id from outgoing_email where kind = 'match notification' limit 1`)
    const before = everythingOf(house, hers.id)
    for (const fields of [{ email_id: id }, { email_id: '' }]) expect((await olga.post(paths.mail(), fields)).status).toBe(303)
    expect(everythingOf(house, hers.id)).toBe(before)
    expect((await olga.get(paths.adminDashboard())).text).not.toContain('3 e-mails')
    expect((await organiser.get(paths.mail())).text).toContain(addressOf('Bob'))
    await organiser.post(paths.mail())
    expect(house.row(`select count(*) as count from outgoing_email where state = 'given_up'`)).toEqual({ count: 0 })
  })
})

describe('of the e-mails of others’ exchanges', () => {
  test('the owner sees how many there are in each state, and nothing else', async () => {
    const { house, organiser, olga, ownId } = await withOlga()
    await olga.post(paths.openRegistration(ownId))
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', ownId)
    expect((await organiser.get(paths.mail())).text).not.toContain('exchanges of others')
    await house.join(slug, 'Erin')
    await house.visitor().post(paths.register(slug), registration('Frank'))
    house.insert('outgoing_email', {
      ...{ id: house.world.newId(), exchange_id: ownId, kind: 'changed match', recipient: '', is_secret: true, deduplication_key: 'x', priority: 5 },
      ...{ state: 'sent', attempts: 1, due_at: new Date(0), give_up_at: new Date(0), sent_at: new Date(0) },
    })
    const page = await organiser.get(paths.mail())
    expect(page.text).toContain('E-mails of the exchanges of others: 1 sent and 1 waiting.')
    for (const word of ['Erin', 'Frank', addressOf('Erin'), addressOf('Frank'), 'Olga’s club']) expect(page.html).not.toContain(word)
    expect((await olga.get(paths.mail())).text).not.toContain('exchanges of others')
    house.exec(`update outgoing_email set state = 'given_up' where recipient = ?`, addressOf('Frank'))
    expect((await organiser.get(paths.mail())).text).toContain('E-mails of the exchanges of others: 1 sent and 1 failed.')
  })
})

describe('each organiser', () => {
  test('is told of their own exchanges alone, and gets the answers to their e-mails', async () => {
    const { house, olga, ownId } = await withOlga()
    await olga.post(paths.openRegistration(ownId))
    const { slug } = house.row<{ slug: string }>('select slug from exchange where id = ?', ownId)
    await house.visitor().post(paths.register(slug), registration('Erin'))
    await house.tick((job) => job === 'tell the organiser')
    await house.deliver()
    const news = house.post.inbox.filter(({ subject }) => subject.includes('Erin'))
    expect(news.map(({ to }) => to)).toEqual([[addressOf('Olga')]])
    await olga.post(paths.message(ownId), { subject: 'Hello', message: 'See you' })
    await house.deliver()
    expect(house.post.letterTo(addressOf('Erin')).reply_to).toEqual(addressOf('Olga'))
  })

  test('chooses alone what to be told, while reminders are one for all', async () => {
    const { house, organiser, hers, olga } = await withOlga()
    const { id: account } = house.row<{ id: string }>('select id from admin where email = ?', addressOf('Olga'))
    house.insert('organiser', { id: 'o2', exchange_id: hers.id, account_id: account })
    await olga.post(paths.notifications(hers.id), { reminder_days: '3' })
    const page = await organiser.get(paths.notifications(hers.id))
    expect(page.html.match(/type="checkbox"[^>]* checked/g)).toHaveLength(5)
    expect(page.html).toContain('value="3"')
    await organiser.post(paths.undoDraw(hers.id), { confirm: 'yes' })
    await organiser.post(paths.draw(hers.id))
    await house.tick((job) => job === 'tell the organiser')
    await house.deliver()
    const drawn = house.rows<{ recipient: string }>(`select recipient from outgoing_email where kind = 'draw done'`)
    expect(drawn.map(({ recipient }) => recipient)).not.toContain(addressOf('Olga'))
    expect(drawn.map(({ recipient }) => recipient)).toContain(alice.email)
  })

  test('has a password of their own, which a link of another’s does not change', async () => {
    const { house, organiser, olga } = await withOlga()
    const hashOf = (email: string) => house.row<{ password_hash: string }>('select password_hash from admin where email = ?', email).password_hash
    const before = hashOf(alice.email)
    await house.visitor().post(paths.forgotPassword(), { email: alice.email })
    await house.visitor().post(paths.forgotPassword(), { email: addressOf('Olga') })
    await house.deliver()
    const linkOf = (email: string) => /\/admin\/reset-password\/[\w-]{43}/.exec(house.post.letterTo(email).text)?.[0] as string
    const chosen = { password: 'another pudding on fire', password_confirm: 'another pudding on fire' }
    expect((await house.visitor().post(linkOf(addressOf('Olga')), chosen)).status).toBe(303)
    expect(hashOf(alice.email)).toBe(before)
    expect((await organiser.get(paths.adminDashboard())).status).toBe(200)
    expect((await olga.get(paths.adminDashboard())).status).toBe(303)
    expect((await house.visitor().get(linkOf(alice.email))).status).toBe(200)
  })
})

test('the list of exchanges is each organiser’s own', async () => {
  const { olga, organiser } = await withOlga()
  const readers: Visitor[] = [olga, organiser]
  const lists = await Promise.all(readers.map(async (reader) => (await reader.get(paths.adminDashboard())).text))
  expect(lists[0]).toContain('Olga’s club')
  expect(lists[0]).not.toContain(theirs)
  expect(lists[1]).toContain(theirs)
  expect(lists[1]).not.toContain('Olga’s club')
})
