import { describe, expect, test } from 'vitest'
import { hashToken } from '../../src/auth/token.ts'
import { eraseExchange } from '../../src/exchanges/erase-exchange.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import type { Answer } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const bobs = addressOf('Bob')

/** The names are drawn, and everyone has the e-mail about it. */
async function drawn(names = cast, details: Record<string, string> = {}) {
  const house = await openHouse()
  const exchange = await house.exchange('matched', names, details)
  await house.deliver()
  return { house, ...exchange, link: house.linkTo(bobs) }
}

const message = { subject: 'Hello', message: 'All of you', confirm: 'yes', nonce: '3f1c8a52-0000-4000-8000-000000000000' }
/** What the page of a link asks for, beside its button. */
const fields = ({ html }: Answer) => [...html.matchAll(/<(?:input|textarea|select)[^>]*name="(\w+)"[^>]*>/g)].filter(([tag]) => !tag.includes('hidden'))
const buttons = ({ html }: Answer) => [...html.matchAll(/<button class="button[^>]*>([^<]*)</g)].map(([, words]) => words)
const rowsOf = (house: House) => house.rows('select * from magic_token order by id')

describe('a link in an e-mail with news', () => {
  test('outlives an older one that is used, and takes the older ones with it', async () => {
    const { house, id, link: older } = await drawn()
    house.world.travel({ minutes: 5 })
    await (await house.alice()).post(paths.message(id), message)
    await house.deliver()
    const newer = house.linkTo(bobs)
    expect(await house.visitor().post(older)).toMatchObject({ status: 303 })
    expect(await house.visitor().post(newer)).toMatchObject({ status: 303 })
    const [charlies, charliesNewer] = house.post.inbox
      .filter(({ to }) => to[0] === addressOf('Charlie'))
      .flatMap(({ text }) => text.match(/\/auth\/magic\/[\w-]{43}/) ?? [])
      .slice(-2)
    expect(await house.visitor().post(charliesNewer as string)).toMatchObject({ status: 303 })
    expect(await house.visitor().post(charlies as string)).toMatchObject({ status: 410 })
  })

  test('asks an organiser, who may have it from an answer that quotes the e-mail, to leave it closed', async () => {
    const { house, link } = await drawn()
    const asking = 'it opens what only b•••@e•••.org should see'
    expect((await (await house.alice()).get(link)).text).toContain(asking)
    expect((await house.visitor().get(link)).text).not.toContain(asking)
  })

  test('is in every such e-mail, leads to what that is about, and lives for 60 days; one that somebody waits for keeps its hour', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', [...cast, 'Erin'])
    const organiser = await house.alice()
    const places = new Map<string, Set<string>>()
    const collect = async () => {
      await house.deliver()
      for (const { to, subject, text } of house.post.inbox.splice(0)) {
        const [token] = /(?<=\/auth\/magic\/)[\w-]{43}/.exec(text) ?? []
        if (to[0] !== alice.email) expect(text).not.toContain('/request-access')
        if (token === undefined) continue
        const { at, days } = rowOf(house, token)
        const what = subject.startsWith('In ') ? `${subject} (${to[0]?.split('@')[0]})` : subject
        places.set(what, (places.get(what) ?? new Set()).add(`${at}, ${days} days`))
      }
    }
    await organiser.post(paths.addPerson(id), { name: 'Frank', email: addressOf('Frank') })
    await organiser.post(paths.message(id), message)
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await collect()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Frank')), { confirm: 'yes' })
    await collect()
    await organiser.post(paths.undoDraw(id), { what: 'repair' })
    await collect()
    await organiser.post(paths.undoDraw(id))
    await collect()
    await organiser.post(paths.draw(id))
    house.world.travel({ days: 16, hours: 10 })
    house.exec(`update participant set gift_ideas = '' where name = 'Charlie'`)
    house.setLooks(id, { Bob: 'shown', Charlie: 'shown' })
    await house.tick((job) => job === 'send reminders')
    await house.visitor().post(paths.requestAccess(slug), { email: bobs })
    await collect()
    const led = Object.fromEntries([...places].map(([subject, found]) => [subject.replace(': Millers’ Christmas', ''), [...found].sort().join('; ')]))
    const [news, ofMatch] = ['dashboard, 60 days', 'match, 60 days']
    expect(led).toEqual({
      'You’re in': `dashboard, 0 days; ${news}`,
      Hello: news,
      'The names are drawn': ofMatch,
      'Your match has changed': ofMatch,
      'Your match counts again': ofMatch,
      'You’re in again': ofMatch,
      'There’ll be a new draw': news,
      'In 7 days (bob)': news,
      'In 7 days (charlie)': 'gift ideas, 60 days',
      'In 7 days (dana)': ofMatch,
      'In 7 days (erin)': ofMatch,
      'In 7 days (frank)': ofMatch,
      'Your sign-in link': 'dashboard, 0 days',
    })
  })

  test('signs in and reveals the match by the one button of its page, with nothing to type, ten days later', async () => {
    const { house, id, link } = await drawn()
    house.world.travel({ days: 10 })
    const bob = house.visitor()
    const page = await bob.get(link)
    for (const words of ['Millers’ Christmas', 'b•••@e•••.org', 'Make sure no one looks over your shoulder.']) expect(page.text).toContain(words)
    expect([page.status, buttons(page), fields(page)]).toEqual([200, ['Reveal my match'], []])
    expect(page.html).not.toContain(bobs)
    expect(house.looksOf(id)).toEqual({})
    expect(await bob.post(link, { show: 'yes' })).toMatchObject({ status: 303, location: paths.match() })
    expect((await bob.get(paths.match())).text).toContain(`You give to ${house.drawOf(id).Bob}`)
  })

  test('is used once by 30 at the same time, and reveals nothing to the others', async () => {
    const { house, id, link } = await drawn()
    const answers = await Promise.all(Array.from({ length: 30 }, () => house.visitor().post(link, { show: 'yes' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(29).fill(410)])
    expect(house.looksOf(id)).toEqual({ Bob: 'shown' })
  })

  test('changes nothing when it is fetched, by whoever and however, and leads whoever is signed in already straight on', async () => {
    const { house, id, link, people } = await drawn()
    const before = rowsOf(house)
    const prefetch = { headers: { 'Sec-Purpose': 'prefetch' } }
    for (const visitor of [house.visitor(), people.Charlie]) {
      expect(await visitor?.get(link)).toMatchObject({ status: 200 })
      expect(await visitor?.get(link, prefetch)).toMatchObject({ status: 200 })
      expect(await visitor?.send('HEAD', link, undefined)).toMatchObject({ status: 200 })
    }
    for (const options of [{}, prefetch]) expect(await people.Bob?.get(link, options)).toMatchObject({ status: 303, location: paths.match() })
    expect(rowsOf(house)).toEqual(before)
    await house.visitor().post(link)
    expect(await people.Bob?.get(link)).toMatchObject({ status: 303, location: paths.match() })
    expect(await people.Bob?.post(link, { show: 'yes' })).toMatchObject({ status: 303, location: paths.match() })
    house.world.travel({ days: 5 })
    expect(await people.Bob?.get(link)).toMatchObject({ status: 303, location: paths.match() })
    expect(house.looksOf(id)).toEqual({})
  })

  test('replaces the sign-in of somebody else in that browser', async () => {
    const { people, link } = await drawn()
    expect(await people.Charlie?.post(link, { show: 'yes' })).toMatchObject({ status: 303, location: paths.match() })
    expect((await people.Charlie?.get(paths.dashboard()))?.text).toContain('Hello Bob')
  })

  test('leads to the dashboard when the match is gone or can’t be opened', async () => {
    const { house, id, link } = await drawn()
    const charlies = house.linkTo(addressOf('Charlie'))
    house.exec(`update "match" set sealed_receiver = 'nothing' where giver_id = ?`, house.idOf(id, 'Charlie'))
    expect(await house.visitor().post(charlies, { show: 'yes' })).toMatchObject({ status: 303, location: paths.dashboard() })
    await (await house.alice()).post(paths.undoDraw(id))
    const bob = house.visitor()
    expect(buttons(await bob.get(link))).toEqual(['Sign me in'])
    expect(await bob.post(link, { show: 'yes' })).toMatchObject({ status: 303, location: paths.dashboard() })
    expect((await bob.open(paths.dashboard())).text).toContain('Hello Bob')
  })

  test('dies with the completion of its exchange, and within 60 days in any case', async () => {
    const { house, id, link } = await drawn(cast, { exchange_date: '2027-06-24' })
    const charlies = house.linkTo(addressOf('Charlie'))
    house.world.travel({ days: 59, hours: 23 })
    expect(await house.visitor().get(link)).toMatchObject({ status: 200 })
    house.world.travel({ hours: 2 })
    expect(await house.visitor().get(link)).toMatchObject({ status: 410 })
    house.world.travel({ days: -30 })
    expect(await house.visitor().get(charlies)).toMatchObject({ status: 200 })
    house.exec(`update exchange set state = 'completed', completed_at = ? where id = ?`, house.world.now(), id)
    expect(await house.visitor().get(charlies)).toMatchObject({ status: 410 })
    expect(await house.visitor().post(charlies)).toMatchObject({ status: 410 })
  })

  test('is void once its owner has signed in by another', async () => {
    const { house, slug, link } = await drawn()
    const bob = house.visitor()
    await bob.post(paths.requestAccess(slug), { email: bobs })
    await house.deliver()
    await bob.get(house.linkTo(bobs))
    expect(await house.visitor().post(link)).toMatchObject({ status: 410 })
  })
})

describe('a dead link that is known', () => {
  test('offers a fresh one by one button with nothing to type, which signs in the browser that pressed it, and leads to the same place', async () => {
    const { house, link } = await drawn()
    await house.visitor().post(link)
    house.world.travel({ days: 12 })
    await house.tick((job) => job === 'forget dead links')
    const bob = house.visitor()
    const page = await bob.get(link)
    expect([page.status, buttons(page), fields(page)]).toEqual([410, ['E-mail me a fresh link'], []])
    for (const words of ['Millers’ Christmas', 'b•••@e•••.org']) expect(page.text).toContain(words)
    expect(page.html).not.toContain(bobs)
    const before = house.post.inbox.length
    const sent = await bob.post(link, { fresh: 'yes' })
    expect(sent).toMatchObject({ status: 303, location: `${link}?sent=yes` })
    const waiting = await bob.get(sent.location as string)
    expect(waiting.text).toContain('A fresh link is on its way to b•••@e•••.org.')
    expect(waiting.html).not.toContain(bobs)
    await house.deliver()
    expect(house.post.inbox.slice(before).map(({ to, subject }) => `${to[0]} ${subject}`)).toEqual([`${bobs} Your sign-in link: Millers’ Christmas`])
    const fresh = house.linkTo(bobs)
    expect(buttons(await house.visitor().get(fresh))).toEqual(['Reveal my match'])
    expect(await bob.get(fresh)).toMatchObject({ status: 303, location: paths.match() })
    expect(rowOf(house, fresh.split('/').at(-1) as string)).toMatchObject({ days: 0 })
  })

  test('asks within the limits of asking by address: three an hour, then 429 with the page as it was', async () => {
    const { house, slug, link } = await drawn()
    await house.visitor().post(link)
    await house.visitor().post(paths.requestAccess(slug), { email: bobs })
    for (let round = 0; round < 2; round++) expect(await house.visitor().post(link, { fresh: 'yes' })).toMatchObject({ status: 303 })
    const refused = await house.visitor().post(link, { fresh: 'yes' })
    expect([refused.status, refused.headers.get('Retry-After'), buttons(refused)]).toEqual([429, '3600', ['E-mail me a fresh link']])
    for (const words of ['b•••@e•••.org', 'Try again in 60 minutes']) expect(refused.text).toContain(words)
    expect(await house.visitor().post(paths.requestAccess(slug), { email: bobs })).toMatchObject({ status: 429 })
  })

  test('is unknown, and asks for the address, once its owner has another one or has left', async () => {
    const { house, id, link } = await drawn(['Bob', 'Charlie', 'Dana', 'Erin'])
    const danas = house.linkTo(addressOf('Dana'))
    const organiser = await house.alice()
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Bob')), { email: 'robert@example.net' })
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    for (const dead of [link, danas]) {
      const page = await house.visitor().get(dead)
      expect([page.status, page.html.includes('name="email"'), page.text.includes('Millers')]).toEqual([410, true, false])
      const answer = await house.visitor().post(dead, { fresh: 'yes' })
      expect([answer.status, answer.html.includes('name="email"')]).toEqual([410, true])
    }
    expect(house.post.inbox.filter(({ to }) => to[0] === 'robert@example.net')).toEqual([])
  })

  test('of an hour is forgotten after it, when another is used and by the clock; in a notice it stays until the exchange is erased', async () => {
    const { house, slug, link, id } = await drawn()
    const ask = async () => {
      await house.visitor().post(paths.requestAccess(slug), { email: bobs })
      await house.deliver()
      return house.linkTo(bobs)
    }
    const first = await ask()
    house.world.travel({ minutes: 61 })
    await house.visitor().post(await ask())
    expect((await house.visitor().get(first)).html).toContain('name="email"')
    house.world.travel({ minutes: 61 })
    await house.tick((job) => job === 'forget dead links')
    expect(house.rows('select 1 from magic_token where not is_notice')).toEqual([])
    expect((await house.visitor().get(link)).text).toContain('b•••@e•••.org')
    await eraseExchange(house.services.orm.em.fork(), house.services, id)
    expect(house.rows('select * from magic_token')).toEqual([])
    expect((await house.visitor().get(link)).html).toContain('name="email"')
  })
})

/** Where a link leads, and how many days it lives. */
function rowOf(house: House, token: string): { at: string; days: number } {
  const sql = 'select destination, created_at as made, expires_at as "expiresAt" from magic_token where token_hash = ?'
  const { destination, made, expiresAt } = house.row<{ destination: string; made: number; expiresAt: number }>(sql, hashToken(token))
  return { at: destination, days: Math.round((Number(expiresAt) - Number(made)) / 86_400_000) }
}
