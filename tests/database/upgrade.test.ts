import { join } from 'node:path'
import { Migration } from '@mikro-orm/migrations'
import type Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { migrate, migrations, SafeMigrator } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { damageOf } from '../../src/database/sqlite/soundness.ts'
import { resealOldDraws } from '../../src/draw/reseal.ts'
import { hideMatch } from '../../src/draw/reveal.ts'
import { entities } from '../../src/entities.ts'
import { kindsThat, kindsToOrganiser } from '../../src/mail/kinds.ts'
import { paths } from '../../src/paths.ts'
import { createVault } from '../../src/vault.ts'
import { asToday, type Row } from '../support/as-today.ts'
import { fixtures, unpack } from '../support/fixture.ts'
import { temporaryFolder } from '../support/folder.ts'
import { alice, openHouse } from '../support/house.ts'
import { insertEmail } from '../support/insert.ts'
import { testWorld } from '../support/world.ts'

function open(fixture: string) {
  const folder = temporaryFolder()
  const file = join(folder, 'klaus.sqlite')
  unpack(fixture, file)
  const database = openSqliteDatabase(file, testWorld(), entities)
  onTestFinished(() => database.close())
  return { ...database, file, migrate: (list = migrations) => migrate(database, join(folder, 'backups'), new Date(0), list) }
}

/** Every row of every table, by its identifier. */
function contents(native: Database.Database): Map<string, Row[]> {
  const tables = native
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migration'")
    .pluck()
    .all() as string[]
  return new Map(tables.map((table) => [table, native.prepare(`select * from "${table}" order by id`).all() as Row[]]))
}

/** Copies every table into a new one of the same shape, drops it, and renames: the roughest thing that a migration may do. */
function rebuildEverything(native: Database.Database) {
  const parts = native.prepare(
    `select name, tbl_name as owner, type, sql from sqlite_master where sql is not null and name not like 'sqlite_%' and tbl_name <> 'migration'`,
  )
  const all = parts.all() as { name: string; owner: string; type: string; sql: string }[]
  const statements = all
    .filter(({ type }) => type === 'table')
    .flatMap(({ name, sql }) => [
      sql.replace(/^create table ["`]?\w+["`]?/i, `create table "${name}_new"`),
      `insert into "${name}_new" select * from "${name}"`,
      `drop table "${name}"`,
      `alter table "${name}_new" rename to "${name}"`,
      ...all.filter(({ owner, type }) => type === 'index' && owner === name).map((index) => index.sql),
    ])
  return class extends Migration {
    override up() {
      for (const statement of statements) this.addSql(statement)
    }
  }
}

describe.each(fixtures)('what a version with %s left behind', (fixture) => {
  test('comes up with every row, sound, with the schema of today', async () => {
    const { native, orm, migrate } = open(fixture)
    const before = contents(native)
    await migrate()
    const after = contents(native)
    for (const [table, rows] of asToday(before)) {
      // A column may be new; what was there is there.
      const kept = after.get(table)?.map((row, index) => ({ ...row, ...rows[index] }))
      expect(after.get(table), table).toEqual(kept)
      expect(after.get(table)?.length, table).toBe(rows.length)
    }
    expect(damageOf(native)).toBeUndefined()
    expect(await new SafeMigrator(orm.em.fork()).checkSchema()).toBe(false)
  })

  test('keeps every row when every table is rebuilt', async () => {
    const { native, migrate } = open(fixture)
    await migrate()
    const before = contents(native)
    await migrate([...migrations, { name: '2099-rebuild', class: rebuildEverything(native) }])
    expect(contents(native)).toEqual(before)
    expect(damageOf(native)).toBeUndefined()
    expect(() => native.exec('delete from exchange')).toThrow('FOREIGN KEY')
  })

  test('is served: the admin signs in, sees every exchange, and matches still open', async () => {
    const { file, migrate } = open(fixture)
    await migrate()
    const house = await openHouse({ databaseFile: file })
    const organiser = house.visitor()
    expect(await organiser.post(paths.adminLogin(), alice)).toMatchObject({ status: 303 })
    const { text } = await organiser.get(paths.adminDashboard())
    for (const name of ['A draft', 'An open one', 'A closed one', 'A drawn one', 'A completed one']) expect(text).toContain(name)
    const drawn = house.rows<{ id: string }>(`select exchange_id as id from draw`)
    expect(drawn).toHaveLength(2)
    for (const { id } of drawn) {
      const draw = house.drawOf(id)
      expect(Object.keys(draw).sort()).toEqual(Object.values(draw).sort())
    }
    for (const { id } of house.rows<{ id: string }>('select id from exchange')) expect((await organiser.get(paths.exchange(id))).status).toBe(200)
  })
})

test.each(fixtures.filter((fixture) => fixture < '2026-11-30'))(
  'e-mails to the organiser that %s left behind say for which account they are',
  async (fixture) => {
    const { native, orm, migrate } = open(fixture)
    // Of several organisers, and of messages, no older version knew.
    const newer: string[] = ['shared with you', 'handed over to you', 'handed over to another', 'rule gone', 'message reported']
    native.exec(
      kindsThat(() => true)
        .filter((kind) => !newer.includes(kind))
        .map((kind) => insertEmail(`of ${kind}`, { kind }))
        .join(''),
    )
    await migrate()
    const { id } = native.prepare('select id from admin').get() as { id: string }
    const accounts = () =>
      native.prepare('select kind, account_id as account from outgoing_email order by id').all() as { kind: string; account: string | null }[]
    const emails = accounts()
    for (const { kind, account } of emails) expect(account, kind).toBe(kindsToOrganiser.some((known) => known === kind) ? id : null)
    const migrator = new SafeMigrator(orm.em.fork())
    await migrator.down()
    expect(native.prepare('select count(*) from outgoing_email').pluck().get()).toBe(emails.length)
    await migrator.up()
    expect(accounts()).toEqual(emails)
  },
)

test.each(fixtures)('who had looked at the draw of %s still has, sealed, and sees the name unless it was hidden', async (fixture) => {
  const { file, native, migrate } = open(fixture)
  const knowsLooks = fixture > '2026-11-25'
  const of = (name: string) =>
    `where giver_id in (select p.id from participant p join exchange e on e.id = p.exchange_id where p.name = '${name}' and e.state = 'matched')`
  if (knowsLooks) native.exec(`update "match" set looked_at = seen_at ${of('Bob')}`)
  native.exec(`update "match" set revealed = true, seen_at = 1 ${of('Dana')}`)
  await migrate()
  const house = await openHouse({ databaseFile: file })
  const { id } = house.row<{ id: string }>(`select id from exchange where state = 'matched'`)
  expect(house.looksOf(id)).toEqual({ Bob: knowsLooks ? 'hidden' : 'earlier', Charlie: 'earlier', Dana: 'shown' })
  expect(house.rows<{ sealed: string | null }>('select sealed_plans as sealed from draw').filter(({ sealed }) => sealed?.startsWith('{'))).toEqual([])
})

test.each(fixtures)('a start of %s with another secret leaves its draws as they are for the right one', async (fixture) => {
  const { file, orm, migrate } = open(fixture)
  await migrate()
  await resealOldDraws(orm.em.fork(), { world: testWorld(), vault: createVault(['another secret, which opens nothing of this']) })
  const house = await openHouse({ databaseFile: file })
  const { id } = house.row<{ id: string }>(`select id from exchange where state = 'matched'`)
  expect(Object.keys(house.looksOf(id))).toEqual(['Bob', 'Charlie'])
  const me = { id: house.idOf(id, 'Bob'), exchangeId: id }
  await house.services.orm.em.fork().transactional((em) => hideMatch(em, house.services, me))
  expect(house.looksOf(id).Charlie).toBe('earlier')
})

test.each(fixtures)('draws of %s can be looked at, repaired and taken back, under the keys of their exchanges', async (fixture) => {
  const { file, migrate } = open(fixture)
  await migrate()
  const house = await openHouse({ databaseFile: file })
  const organiser = house.visitor()
  await organiser.post(paths.adminLogin(), alice)
  const { id } = house.row<{ id: string }>(`select id from exchange where state = 'matched'`)
  const seals = () => house.rows<{ seal: string }>('select sealed_receiver as seal from "match" join draw on draw.id = draw_id where exchange_id = ?', id)
  const keys = new Set(seals().map(({ seal }) => seal.slice(0, 8)))
  expect(keys.size).toBe(1)
  expect(house.rows('select id from exchange_key')).toHaveLength(2)
  const before = house.drawOf(id)
  expect(await organiser.post(paths.addPerson(id), { name: 'Zoe', email: 'zoe@example.org', confirm: 'yes' })).toMatchObject({ status: 303 })
  expect(Object.keys(house.drawOf(id))).toHaveLength(Object.keys(before).length + 1)
  expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 303 })
  expect(house.drawOf(id)).toEqual(before)
  expect(new Set(seals().map(({ seal }) => seal.slice(0, 8)))).toEqual(keys)
})
