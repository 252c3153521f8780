import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { RateLimit } from '../../src/auth/rate-limit.ts'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { testWorld } from '../support/world.ts'

async function open() {
  const folder = temporaryFolder()
  const world = testWorld()
  const database = openSqliteDatabase(join(folder, 'klaus.sqlite'), world, entities)
  onTestFinished(() => database.close())
  await migrate(database, folder, new Date(0))
  const em = () => database.orm.em.fork()
  const keep = (keys: string[]) =>
    em().transactional(async (inside) => void keys.map((key) => inside.create(RateLimit, { id: world.newId(), key, at: world.now() })))
  return { em, keep, at: world.now() }
}

test('entities hold any text, and are found, changed and deleted by it', async () => {
  const { em, keep, at } = await open()
  const key = `it’s 'second', isn’t it? ?? \\? "$1"`
  await keep([key, `' or 1 = 1 --`])
  const found = await em().findOneOrFail(RateLimit, { key, at: { $lte: at } })
  expect(found).toMatchObject({ key, at })
  await em().nativeUpdate(RateLimit, { id: found.id }, { key: `${key}!` })
  expect(await em().nativeDelete(RateLimit, { key: { $in: [`${key}!`, 'nothing'] } })).toBe(1)
  expect(await em().count(RateLimit)).toBe(1)
})

test('an empty list finds nothing, and a list of thousands finds all', async () => {
  const { em, keep } = await open()
  const keys = Array.from({ length: 3000 }, (_, index) => `key ${index}`)
  await keep(keys)
  expect(await em().count(RateLimit, { key: { $in: [] } })).toBe(0)
  expect(await em().count(RateLimit, { key: { $in: keys } })).toBe(3000)
})
