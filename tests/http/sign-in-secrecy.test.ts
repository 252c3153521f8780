import { expect, test } from 'vitest'
import { wholeDay } from '../../src/database/whole-day.ts'
import { paths } from '../../src/paths.ts'
import { changesBy, columnsOf } from '../support/changes.ts'
import { addressOf, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank', 'Grace']

test('D9: who signs in by the link of an e-mail, visits, and signs out changes no row that names anybody, the same whoever it is, in no length', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('matched', cast)
  await house.deliver()
  const ids = cast.map((name) => house.idOf(id, name))
  // Everybody has signed in before, and the first use of a link makes what holds them.
  await house.visitor().post(house.linkTo(addressOf('Bob')))
  house.world.travel({ days: 1, minutes: 5 })
  const organiser = await house.alice()
  await organiser.post(paths.message(id), { subject: 'News', message: 'All is well', confirm: 'yes', nonce: '3f1c8a52-0000-4000-8000-000000000000' })
  await house.deliver()
  await house.tick((job) => job === 'forget dead links')
  const lengths = new Set<number>()
  let compared = 0
  for (const name of cast) {
    const browser = house.visitor()
    const signIn = await changesBy(house, () => browser.post(house.linkTo(addressOf(name))))
    expect([name, signIn.map((change) => [change.table, columnsOf(change)])]).toEqual([name, [['exchange', ['sealed_used_links']]]])
    lengths.add(String(signIn[0]?.after?.sealed_used_links).length)
    house.world.travel({ days: 2 })
    expect(await changesBy(house, () => browser.get(paths.dashboard()))).toEqual([])
    // Which session was ended stands nowhere before.
    const known = house.stored()
    const signOut = await changesBy(house, () => browser.post(paths.participantLogout()))
    expect([name, signOut.map(({ table, before }) => [table, before])]).toEqual([name, [['ended_session', undefined]]])
    const { id: row, session_hash, created_at, updated_at, ends_at, ...rest } = signOut[0]?.after ?? {}
    expect(rest).toEqual({})
    for (const value of [row, session_hash]) expect(known).not.toContain(String(value))
    for (const change of [...signIn, ...signOut]) for (const person of ids) expect(JSON.stringify(change)).not.toContain(person)
    const [today, ends] = [wholeDay(house.world.now()).getTime(), wholeDay(house.world.now()).getTime() + 31 * 86_400_000]
    expect([created_at, updated_at, ends_at].map((at) => new Date(at as string | number).getTime())).toEqual([today, today, ends])
    compared += 3
  }
  expect([lengths.size, compared]).toEqual([1, 3 * cast.length])
  console.log(
    `${compared} acts of ${cast.length} people: a sign-in changes one sealed text of the exchange, a visit nothing, and a sign-out adds a row that is nobody's`,
  )
})

test('D9: a link that was used can’t be told from one that was not, in any row; and is dead all the same', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('matched', cast)
  await house.deliver()
  const links = cast.map((name) => house.linkTo(addressOf(name)))
  const rows = () => house.rows<Record<string, unknown>>('select * from magic_token order by id')
  const before = rows()
  for (const link of links.slice(0, 3)) expect(await house.visitor().post(link)).toMatchObject({ status: 303 })
  expect(rows()).toEqual(before)
  for (const [place, link] of links.entries()) expect(await house.visitor().post(link)).toMatchObject({ status: place < 3 ? 410 : 303 })
  expect(rows()).toEqual(before)
  for (const link of links) expect(await house.visitor().post(link)).toMatchObject({ status: 410 })
  expect(house.whoUsedLinks(id)).toEqual(cast)
})

test('while no key opens which links were used, all of before are dead, and a fresh one works', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  const used = house.linkTo(addressOf('Bob'))
  await house.visitor().post(paths.requestAccess(slug), { email: addressOf('Charlie') })
  await house.deliver()
  const unused = house.linkTo(addressOf('Charlie'))
  house.exec('delete from exchange_key')
  house.world.travel({ minutes: 1 })
  for (const link of [used, unused]) expect(await house.visitor().post(link)).toMatchObject({ status: 410 })
  await house.visitor().post(paths.requestAccess(slug), { email: addressOf('Bob') })
  await house.deliver()
  const fresh = house.linkTo(addressOf('Bob'))
  for (const link of [used, unused]) expect(await house.visitor().post(link)).toMatchObject({ status: 410 })
  expect([(await house.visitor().post(fresh)).status, (await house.visitor().post(fresh)).status]).toEqual([303, 410])
})

test('D9: nor does coming in by a code, by the browser that asked, in place of another session, or with the match revealed', async () => {
  const house = await openHouse()
  const { id, slug, people } = await house.exchange('matched', cast)
  await house.deliver()
  const ids = cast.map((name) => house.idOf(id, name))
  const asking = async (name: string) => {
    const browser = house.visitor()
    await browser.post(paths.requestAccess(slug), { email: addressOf(name) })
    await house.deliver()
    house.exec('delete from rate_limit')
    return browser
  }
  const ways: Record<string, (name: string) => Promise<() => Promise<unknown>>> = {
    'by a code': async (name) => {
      const browser = await asking(name)
      const [code] = /\b[A-Z2-9]{4} [A-Z2-9]{4}\b/.exec(house.post.letterTo(addressOf(name)).text) ?? []
      return () => browser.post(paths.signInCode(), { code: code as string })
    },
    'in the browser that asked': async (name) => {
      const [browser, link] = [await asking(name), house.linkTo(addressOf(name))]
      return () => browser.get(link)
    },
    'in place of another session': async (name) => {
      await asking(name)
      const link = house.linkTo(addressOf(name))
      return () => (people.Grace as Visitor).post(link)
    },
    'with the match': async (name) => {
      const link = house.linkTo(addressOf(name))
      return () => house.visitor().post(link, { show: 'yes' })
    },
  }
  await house.visitor().post(house.linkTo(addressOf('Grace')), { show: 'yes' })
  for (const [place, [way, ready]] of Object.entries(ways).reverse().entries()) {
    const name = cast[place] as string
    const act = await ready(name)
    const changes = (await changesBy(house, async () => void expect(await act()).toMatchObject({ status: 303 }))).filter(({ table }) => table !== 'rate_limit')
    const told = changes.map((change) => `${change.table} ${change.before ? columnsOf(change).join() : 'added'}`).sort()
    const expected = {
      'in place of another session': ['ended_session added', 'exchange sealed_used_links'],
      'with the match': ['draw sealed_plans', 'exchange sealed_used_links'],
    }
    expect([way, told]).toEqual([way, expected[way as keyof typeof expected] ?? ['exchange sealed_used_links']])
    for (const person of ids) expect(JSON.stringify(changes)).not.toContain(person)
  }
  // With the match revealed two rows were written, by two transactions.
  if (!house.isFile) {
    await (await ways['with the match']?.('Frank'))?.()
    const [{ exchange, draw }] = house.rows<{ exchange: string; draw: string }>(
      'select e.xmin::text as exchange, d.xmin::text as draw from exchange e join draw d on d.exchange_id = e.id',
    ) as [{ exchange: string; draw: string }]
    expect(draw).not.toBe(exchange)
  }
})

test('a link that is asked for works also after the clock was set back', async () => {
  const house = await openHouse()
  const { slug } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  house.world.travel({ days: 1 })
  const fresh = async (name: string) => {
    await house.visitor().post(paths.requestAccess(slug), { email: addressOf(name) })
    await house.deliver()
    return house.linkTo(addressOf(name))
  }
  await house.visitor().post(await fresh('Bob'))
  house.world.travel({ days: -1, minutes: 5 })
  const links = [await fresh('Bob'), await fresh('Charlie'), await fresh('Bob')]
  // The one that Bob used yesterday; and the new ones, at a moment that says nothing of who has used one.
  const moments = house.rows<{ at: string | number }>('select distinct created_at as at from magic_token where created_at > ? order by 1', house.world.now())
  expect(moments.map(({ at }) => new Date(at).getTime() - new Date(moments[0]?.at as string | number).getTime())).toEqual([0, 1])
  for (const link of links) expect((await house.visitor().get(link)).status).toBe(200)
  const statuses: number[] = []
  for (const link of [links[2], links[0], links[2], links[1]]) statuses.push((await house.visitor().post(link as string)).status)
  expect(statuses).toEqual([303, 410, 410, 303])
})

test('whoever has used up a link is in, even where the session that the browser had can’t be ended', async () => {
  const house = await openHouse()
  const { people, slug } = await house.exchange('registration_open', ['Bob'])
  const bob = people.Bob as Visitor
  await bob.post(paths.requestAccess(slug), { email: addressOf('Bob') })
  await house.deliver()
  if (!house.isFile) return
  house.exec(`create trigger full before insert on ended_session begin select raise(abort, 'full'); end`)
  await bob.post(house.linkTo(addressOf('Bob')))
  house.exec('drop trigger full')
  expect((await bob.get(paths.dashboard())).status).toBe(200)
  expect(await house.visitor().post(house.linkTo(addressOf('Bob')))).toMatchObject({ status: 410 })
})
