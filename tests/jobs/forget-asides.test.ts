import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stampOf } from '../../src/database/durable-files.ts'
import { forgetAsides } from '../../src/jobs/forget-asides.ts'
import { openHouse } from '../support/house.ts'

test('D10: the database from before a restore, which holds keys, goes after 30 days, with its log; nothing else does', async () => {
  const house = await openHouse()
  const { world, services } = house
  const [data, backupFolder] = [join(house.folder, 'data'), join(house.folder, 'data/backups')]
  mkdirSync(backupFolder, { recursive: true })
  const then = stampOf(world.now())
  const asides = ['', '-wal'].map((rest) => `klaus.sqlite.before-restore-${then}${rest}`)
  const others = ['klaus.sqlite', `secret.key.before-restore-${then}`, `mine.klaus.sqlite.before-restore-${then}`, 'klaus.sqlite.before-restore-mine']
  const backups = [`${then}-before-2026-12-07-plans.sqlite`, 'daily-2026-12-01.sqlite']
  for (const name of [...asides, ...others]) writeFileSync(join(data, name), '')
  for (const name of [...backups, `${then}-before-restore.sqlite`]) writeFileSync(join(backupFolder, name), '')
  const files = () => [readdirSync(data).sort(), readdirSync(backupFolder).sort()]
  const before = files()
  const run = (database: { file: string } | { url: string }) => forgetAsides({ backups: { database, backupFolder, backupKeep: 0 }, world, log: services.log })
  world.travel({ days: 30, minutes: -1 })
  await run({ file: join(data, 'klaus.sqlite') })
  expect(files()).toEqual(before)
  world.travel({ minutes: 2 })
  await run({ url: 'postgres://localhost/klaus' })
  expect(files()).toEqual([before[0], [...backups].sort()])
  await run({ file: join(data, 'klaus.sqlite') })
  expect(files()).toEqual([['backups', ...others].sort(), [...backups].sort()])
  expect(house.log.filter((line) => line.includes('was removed'))).toHaveLength(3)
})
