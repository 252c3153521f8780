import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { openHouse } from '../support/house.ts'
import { watchDoors } from '../support/races/barrier.ts'
import { setScene } from '../support/races/stage.ts'
import { inShort, scramble, sweep } from '../support/races/sweep.ts'

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
