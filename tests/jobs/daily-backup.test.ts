import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { composers } from '../../src/composers.ts'
import { backUpDaily } from '../../src/jobs/daily-backup.ts'
import { runJob } from '../../src/jobs/runner.ts'
import { deliverDueEmails } from '../../src/mail/deliver.ts'
import { resendTransport } from '../../src/mail/resend.ts'
import { schedule } from '../../src/schedule.ts'
import { openHouse } from '../support/house.ts'
import { rowsOf } from '../support/installation.ts'

/** A house that keeps two backups, and the two jobs that see to it, as the clock runs them. */
async function keeping(backupKeep = 2) {
  const house = await openHouse()
  await house.alice()
  const backupFolder = join(house.folder, 'backups')
  const { world, vault, printers, log, orm } = house.services
  const transport = resendTransport({ apiKey: 're_test', baseUrl: house.post.url })
  const em = () => orm.em.fork()
  const services = {
    em,
    world,
    vault,
    printers,
    log,
    transport,
    composers,
    from: 'klaus@example.org',
    stop: new AbortController().signal,
    stalled: 0,
    leases: new Set<string>(),
    backups: { database: { file: house.databaseUrl }, backupFolder, backupKeep },
  }
  const tick = async () => {
    for (const job of schedule.filter(({ name }) => name.includes('back'))) await runJob(job, services)
    await deliverDueEmails(services)
  }
  const failures = () => house.log.filter((line) => line.includes('job failed'))
  const letters = () => house.post.inbox.filter(({ subject }) => subject.includes('backup'))
  return { house, backupFolder, services, tick, failures, letters }
}

test('one backup a day is kept, as many as wanted, and those before migrations stay', async () => {
  const { house, backupFolder, tick, letters } = await keeping()
  mkdirSync(backupFolder)
  for (const other of ['2026-11-01T00-00-00.000-before-x.sqlite', 'mine.sqlite', 'daily-2026-12-01.sqlite.1.part', 'exchange.keys.1.part'])
    writeFileSync(join(backupFolder, other), '')
  for (let hour = 0; hour < 24 * 4; hour++) {
    await tick()
    house.world.travel({ hours: 1 })
  }
  expect(readdirSync(backupFolder).sort()).toEqual([
    '2026-11-01T00-00-00.000-before-x.sqlite',
    'daily-2026-12-04.sqlite',
    'daily-2026-12-05.sqlite',
    'exchange.keys',
    'mine.sqlite',
  ])
  const newest = join(backupFolder, 'daily-2026-12-05.sqlite')
  expect((statSync(newest).mode & 0o777).toString(8)).toBe('600')
  expect(rowsOf(newest, 'select email from admin')).toEqual([{ email: 'alice@example.org' }])
  expect(house.log.filter((line) => line.includes('"backup":"daily-'))).toHaveLength(5)
  expect(letters()).toEqual([])
})

test('D10: keys are written past the backup, so that those of whatever is in it are there', async () => {
  const { house, backupFolder, services } = await keeping()
  const { id } = await house.exchange('draft')
  const running = backUpDaily(services)
  await setImmediate()
  // The thread that copies has only just been asked for.
  expect(readdirSync(backupFolder).filter((file) => !file.endsWith('.part'))).toEqual([])
  house.insert('exchange_key', { id: house.world.newId(), exchange_id: id, sealed_key: 'a key that was made meanwhile' })
  await running
  expect(JSON.parse(readFileSync(join(backupFolder, 'exchange.keys'), 'utf8'))).toEqual([[id, 'a key that was made meanwhile']])
  expect(rowsOf(join(backupFolder, 'daily-2026-12-01.sqlite'), 'select * from exchange_key')).toEqual([])
})

test('none is made unless asked for', async () => {
  const { house, tick } = await keeping(0)
  await tick()
  expect(readdirSync(house.folder)).not.toContain('backups')
})

test('a failure is in the log, goes to the admin once a day, and is over when a backup is made', async () => {
  const { house, backupFolder, tick, failures, letters } = await keeping()
  writeFileSync(backupFolder, 'a file where the folder should be')
  for (let hour = 0; hour < 30; hour++) {
    await tick()
    house.world.travel({ hours: 1 })
  }
  expect(failures()).toHaveLength(30)
  expect(letters().map(({ to, text }) => [to, text.includes('There’s no daily backup yet')])).toEqual([
    [['alice@example.org'], true],
    [['alice@example.org'], true],
  ])
  rmSync(backupFolder)
  house.world.travel({ days: 1 })
  await tick()
  expect(readdirSync(backupFolder).sort()).toEqual(['daily-2026-12-03.sqlite', 'exchange.keys'])
  expect([failures().length, letters().length]).toEqual([30, 2])
})
