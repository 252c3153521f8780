import { expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { changesBy, columnsOf } from '../support/changes.ts'
import { addressOf, openHouse } from '../support/house.ts'

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
    expect([created_at, updated_at, ends_at].map((at) => new Date(at as string | number).getTime() % 86_400_000)).toEqual([0, 0, 0])
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
  expect(house.rows('select id from exchange')).toEqual([{ id }])
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
