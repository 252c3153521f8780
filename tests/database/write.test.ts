import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { row, rows } from '../../src/database/read.ts'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { insertRow, insertRows, write, writeAtOnce } from '../../src/database/write.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { testWorld } from '../support/world.ts'

async function open() {
  const folder = temporaryFolder()
  const world = testWorld()
  const database = openSqliteDatabase(join(folder, 'klaus.sqlite'), world, entities)
  onTestFinished(() => database.close())
  await migrate(database, folder, new Date(0))
  const em = database.orm.em.fork()
  const add = (inside: typeof em, key: string) => insertRow(inside, world, 'rate_limit', { key, at: 1 })
  const count = (inside = em) => row<{ count: number }>(inside, 'select count(*) as count from rate_limit')
  return { em, world, add, count }
}

test('rows that are written past the entities are seen by their own transaction, and by others once it is over', async () => {
  const { em, world, add, count } = await open()
  const id = await em.transactional(async (transaction) => {
    const added = await add(transaction, 'first')
    await write(transaction, 'update rate_limit set key = ? where id = ?', ['second', added])
    expect(await count(transaction)).toEqual({ count: 1 })
    expect(await count()).toEqual({ count: 0 })
    return added
  })
  const now = world.now().getTime()
  expect(await row(em, 'select * from rate_limit')).toEqual({ id, created_at: now, updated_at: now, key: 'second', at: 1 })
})

test('they vanish with a transaction that fails, and are not written outside of one', async () => {
  const { em, add, count } = await open()
  const failing = em.transactional(async (transaction) => {
    await add(transaction, 'first')
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  await expect(add(em, 'second')).rejects.toThrow('in a transaction')
  expect(await count()).toEqual({ count: 0 })
})

test('any number of rows is added, in the order given', async () => {
  const { em, world } = await open()
  const keys = Array.from({ length: 250 }, (_, number) => `key ${number}`)
  const given = keys.map((key) => ({ key, at: new Date(1) }))
  await em.transactional((transaction) => insertRows(transaction, world, 'rate_limit', given))
  await em.transactional((transaction) => insertRows(transaction, world, 'rate_limit', []))
  const stored = await rows<{ key: string; at: number }>(em, 'select key, at from rate_limit order by rowid')
  expect(stored).toEqual(keys.map((key) => ({ key, at: 1 })))
})

test('one statement can be a transaction of its own, and says how many rows it changed', async () => {
  const { em, add, count } = await open()
  await em.transactional(async (transaction) => {
    for (const key of ['first', 'second']) await add(transaction, key)
  })
  expect(await writeAtOnce(em, 'delete from rate_limit where key = ?', ['first'])).toBe(1)
  expect(await writeAtOnce(em, 'delete from rate_limit where key = ?', ['first'])).toBe(0)
  expect(await count()).toEqual({ count: 1 })
})
