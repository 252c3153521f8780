import { expect, test } from 'vitest'
import { MagicToken } from '../../src/auth/magic-token.ts'
import { insert } from '../../src/database/insert.ts'
import { query } from '../../src/database/query.ts'
import { openHouse } from '../support/house.ts'

async function openExchange() {
  const house = await openHouse()
  const { id } = await house.exchange('registration_open', ['Bob'])
  house.exec('delete from magic_token')
  const em = house.services.orm.em.fork()
  const token = (tokenHash: string, participant: string | null = house.idOf(id, 'Bob')) => ({
    id: house.world.newId(),
    tokenType: 'magic_link' as const,
    tokenHash,
    participant,
    exchange: id,
    expiresAt: house.world.now(),
  })
  return { house, em, token }
}

test('rows that are inserted are as a flush makes them, in their order', async () => {
  const { house, em, token } = await openExchange()
  const many = Array.from({ length: 500 }, (_, index) => token(`token ${index}`))
  await em.transactional((transaction) => insert(transaction, house.world, MagicToken, many))
  await em.transactional(async (transaction) => void transaction.create(MagicToken, token('by the unit of work')))
  const rows = house.rows<Record<string, unknown>>('select * from magic_token order by rowid')
  expect(rows.map(({ token_hash }) => token_hash)).toEqual([...many.map(({ tokenHash }) => tokenHash), 'by the unit of work'])
  const [first, last] = [rows[0], rows.at(-1)].map((row) => ({ ...row, id: '', token_hash: '' }))
  expect(first).toEqual(last)
})

test('a row that its entity refuses is not stored, whichever way it is made', async () => {
  const { house, em, token } = await openExchange()
  const unbound = token('bound to nobody', null)
  const refusal = 'A magic_link token can’t belong to that.'
  await expect(em.transactional((transaction) => insert(transaction, house.world, MagicToken, [unbound]))).rejects.toThrow(refusal)
  await expect(em.transactional(async (transaction) => void transaction.create(MagicToken, unbound))).rejects.toThrow(refusal)
  await expect(insert(em, house.world, MagicToken, [token('outside')])).rejects.toThrow('in a transaction')
  expect(house.rows('select * from magic_token')).toEqual([])
})

test('rows are seen by their own transaction, by others once it is over, and by nobody when it fails', async () => {
  const { house, em, token } = await openExchange()
  const count = () => house.rows('select * from magic_token').length
  const seen = query((db, given: { hash: string }) => db.selectFrom('MagicToken').select('id').where('tokenHash', '=', given.hash))
  await em.transactional(async (transaction) => {
    await insert(transaction, house.world, MagicToken, [token('first')])
    expect([(await seen(transaction, { hash: 'first' })).length, (await seen(em.fork(), { hash: 'first' })).length]).toEqual([1, 0])
  })
  expect(count()).toBe(1)
  const failing = em.transactional(async (transaction) => {
    await insert(transaction, house.world, MagicToken, [token('second')])
    throw new Error('No.')
  })
  await expect(failing).rejects.toThrow('No.')
  expect(count()).toBe(1)
})
