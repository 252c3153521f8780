import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keyFileIn, writeKeyFile } from '../../src/keys/key-file.ts'
import { paths } from '../../src/paths.ts'
import { exchangeFields, type House, openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const folderOf = (house: House) => join(house.folder, 'backups')

/** Which exchanges have their keys beside the backups. */
const kept = (house: House) => (JSON.parse(readFileSync(keyFileIn(folderOf(house)), 'utf8')) as [string, string][]).map(([exchange]) => exchange).sort()

/** Two drawn exchanges, whose keys stand beside a backup. */
async function backedUp() {
  const house = await openHouse()
  const organiser = await house.alice()
  const first = (await house.exchange('completed', cast)).id
  const second = (await house.exchange('matched', cast, { exchange_date: '2027-11-24' })).id
  mkdirSync(folderOf(house))
  await writeKeyFile(house.services.orm.em.fork(), folderOf(house))
  expect(kept(house)).toEqual([first, second].sort())
  return { house, organiser, first, second }
}

describe('D10: the key of an exchange goes from beside the backups at once', () => {
  test('when an organiser deletes it', async () => {
    const { house, organiser, first, second } = await backedUp()
    expect((await organiser.post(paths.deleteExchange(first), { name: exchangeFields.name })).status).toBe(303)
    expect(kept(house)).toEqual([second])
  })

  test('when its time is over', async () => {
    const { house, first, second } = await backedUp()
    for (let days = 0; days < 80 && house.rows('select id from exchange where id = ?', first).length > 0; days++) {
      house.world.travel({ days: 1 })
      await house.tick((job) => job !== 'back up')
      await house.deliver()
    }
    expect(kept(house)).toEqual([second])
  })

  test('when the account goes that alone organises it', async () => {
    const { house, organiser, first, second } = await backedUp()
    const erin = await house.anotherOrganiser('Erin')
    const { id } = house.row<{ id: string }>(`select id from admin where email = 'erin@example.org'`)
    house.exec('update organiser set account_id = ? where exchange_id = ?', id, first)
    expect((await erin.get(paths.exchange(first))).status).toBe(200)
    const version = /name="version" value="([^"]*)"/.exec((await organiser.get(paths.removeAccount(id))).html)?.[1] ?? ''
    expect((await organiser.post(paths.removeAccount(id), { to: 'delete', version })).status).toBe(303)
    expect(kept(house)).toEqual([second])
  })

  test('though not where nobody has ever made a backup', async () => {
    const { house, organiser, first } = await backedUp()
    rmSync(keyFileIn(folderOf(house)))
    await organiser.post(paths.deleteExchange(first), { name: exchangeFields.name })
    expect(() => kept(house)).toThrow('ENOENT')
  })

  test('and where that can’t be written, the exchange is deleted all the same, and the log says so', async () => {
    const { house, organiser, first } = await backedUp()
    rmSync(keyFileIn(folderOf(house)))
    mkdirSync(keyFileIn(folderOf(house)))
    writeFileSync(join(keyFileIn(folderOf(house)), 'in the way'), '')
    expect((await organiser.post(paths.deleteExchange(first), { name: exchangeFields.name })).status).toBe(303)
    expect(house.rows('select id from exchange where id = ?', first)).toEqual([])
    expect(house.log.filter((line) => line.includes('keys beside the backups'))).toHaveLength(1)
  })
})
