import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { addressOf, type House, openHouse } from '../support/house.ts'
import { watchDoors } from '../support/races/barrier.ts'
import { setScene } from '../support/races/stage.ts'
import { inShort, scramble, sweep } from '../support/races/sweep.ts'
import type { Answer } from '../support/visitor.ts'

const firstSeed = 20270106

test.each(['open', 'closed', 'matched', 'completed'] as const)(
  'F12, three instances, %s: what is done at once on two of them ends as one after the other',
  async (state) => {
    const house = await openHouse()
    const scene = await setScene(house, state)
    const apps = [await house.anotherInstance(), await house.anotherInstance(), await house.anotherInstance()]
    watchDoors()
    const site = { house, apps }
    const findings = await sweep(site, scene, { twice: rounds(7, 1), against: rounds(47, 1) })
    console.log(`F12 three instances, ${state}: ${inShort(findings)}`)
    const scrambled = await scramble(site, scene, firstSeed, rounds(6, 300))
    console.log(`F12 three instances, ${state}, seeds from ${firstSeed}: ${inShort(scrambled)}`)
    expect([...findings.mistakes, ...scrambled.mistakes]).toEqual([])
  },
)

test('a transaction that PostgreSQL takes back because of a deadlock with somebody past the app is done again, and nobody hears of it', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  const organiser = await house.alice()
  const { id: bob } = house.row<{ id: string }>("select id from participant where name = 'Bob'")
  const stranger = new Client(house.databaseUrl)
  await stranger.connect()
  onTestFinished(() => stranger.end())
  // Both wait for each other then, and the app is the first to look whether they do.
  await stranger.query(`set deadlock_timeout = '20s'; begin; update participant set updated_at = now() where id = '${bob}'`)
  const sent = organiser.post(paths.removePerson(id, bob), {})
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await expect.poll(async () => (await stranger.query(waiting)).rowCount, { interval: 10 }).toBe(1)
  await stranger.query(`select from exchange where id = '${id}' for update`)
  await stranger.query('commit')
  expect((await sent).status).toBe(303)
  expect(house.row('select count(*) as count from participant where withdrawn_at is not null')).toEqual({ count: 1 })
})

/** Sends a form that waits for a transaction from past the app, which deletes something, and gives the answer once that is done. */
async function whileDeleted(house: House, deletions: string[], send: () => Promise<Answer>): Promise<Answer> {
  const other = new Client(house.databaseUrl)
  await other.connect()
  onTestFinished(() => other.end())
  await other.query(['begin', ...deletions].join(';'))
  const sent = send()
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
  await expect.poll(async () => (await other.query(waiting)).rowCount, { interval: 10, timeout: 20_000 }).toBe(1)
  await other.query('commit')
  return sent
}

test('whoever accepts an invitation while an exchange that was shared with them is being erased comes in without it', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id } = await house.exchange('draft')
  const address = addressOf('Walter')
  await organiser.post(paths.organisers(), { email: address })
  await house.deliver()
  const link = /\/admin\/invitation\/[\w-]{43}/.exec(house.post.letterTo(address).text)?.[0] as string
  await organiser.post(paths.sharing(id), { email: address })
  const parts = ['outgoing_email', 'organiser_invitation', 'organiser'].map((table) => `delete from ${table} where exchange_id = '${id}'`)
  const erasing = [`select from exchange where id = '${id}' for update`, ...parts, `delete from exchange where id = '${id}'`]
  const password = 'a goose under the moon'
  const answer = await whileDeleted(house, erasing, () => house.visitor().post(link, { name: 'Walter', password, password_confirm: password }))
  expect(answer).toMatchObject({ status: 303, location: paths.adminDashboard() })
  expect(house.rows('select id from admin where email = ?', address)).toHaveLength(1)
  expect(house.rows('select id from organiser')).toEqual([])
})

/** Olga and Heidi have accounts; Olga alone organises an exchange. */
async function withHeir() {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id } = await house.exchange('draft')
  for (const name of ['Olga', 'Heidi']) await house.anotherOrganiser(name)
  const [olga, heidi] = ['Olga', 'Heidi'].map((name) => house.row<{ id: string }>('select id from admin where email = ?', addressOf(name)).id) as [
    string,
    string,
  ]
  await house.deliver()
  return { house, organiser, id, olga, heidi, removal: [`delete from session where admin_id = '${heidi}'`, `delete from admin where id = '${heidi}'`] }
}

test('whoever is removed at that moment inherits nothing, and it is asked again', async () => {
  const { house, organiser, id, olga, heidi, removal } = await withHeir()
  await organiser.post(paths.handOver(), { exchange_id: id, to: olga })
  await house.deliver()
  const answer = await whileDeleted(house, removal, () => organiser.post(paths.removeAccount(olga), { to: heidi }))
  expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('choose what happens') })
  expect(house.rows('select account_id from organiser')).toEqual([{ account_id: olga }])
})

test('whoever is removed while an exchange is being shared with them is invited like anybody else', async () => {
  const { house, organiser, id, removal } = await withHeir()
  const answer = await whileDeleted(house, removal, () => organiser.post(paths.sharing(id), { email: addressOf('Heidi') }))
  expect(answer.status).toBe(303)
  expect(house.rows('select email from organiser_invitation')).toEqual([{ email: addressOf('Heidi') }])
  expect(house.rows('select id from organiser')).toHaveLength(1)
})
