import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { holdNames, holdRow } from '../../src/database/hold.ts'
import { insert } from '../../src/database/insert.ts'
import { rows } from '../../src/database/statements.ts'
import { BlockedAddress } from '../../src/mail/blocked-address.ts'
import { openDatabase as open } from '../support/postgres/open-database.ts'
import { testWorld } from '../support/world.ts'

const world = testWorld()

test('transactions run at once, and what is not committed nobody sees; one waits for another over a row or a name that both hold', async () => {
  const { url, em, add, keys } = await open()
  const other = await open(url)
  await em.transactional(async (transaction) => {
    for (const key of ['a', 'z']) await add(transaction, key)
  })
  const steps: string[] = []
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = em.transactional(async (transaction) => {
    await holdRow(transaction, 'rate_limit', 'key', 'a')
    await holdNames(transaction, ['x', 'y'])
    await add(transaction, 'b')
    held.resolve()
    await free.promise
    steps.push('first')
  })
  await held.promise
  await other.em.transactional(async (transaction) => {
    await holdRow(transaction, 'rate_limit', 'key', 'z')
    await holdNames(transaction, ['z'])
    expect(await other.keys(transaction)).toEqual(['a', 'z'])
    await other.add(transaction, 'c')
  })
  const row = other.em.fork().transactional(async (transaction) => {
    await holdRow(transaction, 'rate_limit', 'key', 'a')
    expect(await other.keys(transaction)).toEqual(['a', 'b', 'c', 'z'])
    steps.push('row')
  })
  const name = other.em.fork().transactional(async (transaction) => {
    await holdNames(transaction, ['y', 'q'])
    expect(await other.keys(transaction)).toEqual(['a', 'b', 'c', 'z'])
    steps.push('name')
  })
  await pause(100)
  expect(steps).toEqual([])
  free.resolve()
  await Promise.all([holding, row, name])
  expect(steps[0]).toBe('first')
  expect(await keys()).toEqual(['a', 'b', 'c', 'z'])
})

test('those who wait for one busy row leave connections to others, who change something else', async () => {
  const { em, add, keys } = await open()
  await em.transactional((transaction) => add(transaction, 'busy'))
  const [held, free] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const hold = async (transaction: typeof em) => holdRow(transaction, 'rate_limit', 'key', 'busy')
  const holding = em.fork().transactional(async (transaction) => {
    await hold(transaction)
    held.resolve()
    await free.promise
  })
  await held.promise
  const waiting = Array.from({ length: 30 }, () => em.fork().transactional(hold))
  for (let count = 0; count < 10; count++) await em.fork().transactional((transaction) => add(transaction, `other ${count}`))
  expect(await keys()).toHaveLength(11)
  free.resolve()
  await Promise.all([holding, ...waiting])
})

test('a transaction that loses a race is done again: a deadlock, and a value that must be unique', async () => {
  const { em, add, keys } = await open()
  await em.transactional(async (transaction) => {
    for (const key of ['a', 'b']) await add(transaction, key)
  })
  const met = Promise.withResolvers<void>()
  let tries = 0
  const cross = (first: string, second: string) =>
    em.fork().transactional(async (transaction) => {
      const rename = (key: string) => rows(transaction, 'update rate_limit set at = ? where key = ?', [world.now(), key])
      await rename(first)
      if (++tries === 2) met.resolve()
      await met.promise
      await rename(second)
    })
  await Promise.all([cross('a', 'b'), cross('b', 'a')])
  // Whoever lost may be faster than whoever won wakes up, and lose again.
  expect(tries).toBeGreaterThanOrEqual(3)

  const block = () =>
    em.fork().transactional(async (transaction) => {
      if ((await rows(transaction, 'select 1 from blocked_address')).length > 0) return 'second'
      await insert(transaction, world, BlockedAddress, [{ id: world.newId(), addressHash: 'x' }])
      return 'first'
    })
  expect((await Promise.all(Array.from({ length: 5 }, block))).toSorted()).toEqual(['first', 'second', 'second', 'second', 'second'])
  expect(await keys()).toEqual(['a', 'b'])
})
