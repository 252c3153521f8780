import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Migration } from '@mikro-orm/migrations'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mustBeMigrated } from '../../src/database/migrations.ts'
import { migrate, migrations, SafeMigrator } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { CannotStart } from '../../src/errors.ts'
import { temporaryFolder } from '../support/folder.ts'
import { insert, insertEmail, insertExchange, insertParticipant } from '../support/insert.ts'
import { testWorld } from '../support/world.ts'

const world = testWorld()

function open(folder: string) {
  const database = openSqliteDatabase(join(folder, 'klaus.sqlite'), world, entities)
  onTestFinished(() => database.close())
  return { ...database, migrate: (list = migrations) => migrate(database, join(folder, 'backups'), world.now(), list) }
}

/** A family of rows: an exchange with a participant that refers to it. */
function populate(native: Database.Database) {
  native.exec(insertExchange('e1') + insertParticipant('p1', 'Bob'))
}

/** What schema generators do to change a column in SQLite: copy into a new table, drop the old one, rename. */
class RebuildExchange extends Migration {
  override up() {
    this.addSql('create table exchange_new as select * from exchange')
    this.addSql('drop table exchange')
    this.addSql('alter table exchange_new rename to exchange')
    this.addSql('create unique index exchange_id on exchange (id)')
  }
}

const withRebuild = [...migrations, { name: '2027-rebuild', class: RebuildExchange }]

describe('the schema', () => {
  test('comes from the migrations and is just what the entities say', async () => {
    const database = open(temporaryFolder())
    expect(await database.migrate()).toEqual(migrations.map(({ name }) => name))
    expect(await new SafeMigrator(database.orm.em.fork()).checkSchema()).toBe(false)
  })

  test('goes down to nothing and up again with the same result', async () => {
    const database = open(temporaryFolder())
    await database.migrate()
    const schema = () => database.native.prepare("select name, sql from sqlite_master where name not in ('migration', 'sqlite_sequence') order by name").all()
    const before = schema()
    populate(database.native)
    database.native.exec('delete from participant; delete from exchange')
    await new SafeMigrator(database.orm.em.fork()).down({ to: 0 })
    expect(schema()).toEqual([])
    await database.migrate()
    expect(schema()).toEqual(before)
  })
})

test('who was added by the organiser is known by the first e-mail; notices of the new kinds are told as far as the old version can', async () => {
  const database = open(temporaryFolder())
  const answers = migrations.findIndex(({ name }) => name === '2026-11-28-answers')
  await database.migrate(migrations.slice(0, answers))
  populate(database.native)
  const email = (id: string, kind: string, to: string, priority: number) =>
    insertEmail(id, { exchange_id: 'e1', kind, recipient: `${to}@example.org`, priority })
  const notice = (id: string, participant: string, event: string) => insert('notice', { id, exchange_id: 'e1', participant_id: participant, event })
  database.native.exec(`
    ${insertParticipant('p2', 'Dan')} ${insertParticipant('p3', 'Erin')}
    ${email('o1', 'registration confirmation', 'bob', 0)} ${email('o2', 'match notification', 'bob', 5)}
    ${email('o3', 'registration confirmation', 'dan', 5)} ${email('o4', 'magic link', 'dan', 0)}
    ${notice('n1', 'p1', 'withdrawal')}
  `)
  const upTo = migrations.slice(0, answers + 1)
  await database.migrate(upTo)
  const added = 'select name, added_by_organiser as added, wants_out_at as "wantsOut" from participant order by id'
  expect(database.native.prepare(added).all()).toEqual(['Bob', 'Dan', 'Erin'].map((name) => ({ name, added: name === 'Dan' ? 1 : 0, wantsOut: null })))
  expect(database.native.prepare('select reply_to from exchange').all()).toEqual([{ reply_to: 0 }])
  database.native.exec(notice('n2', 'p2', 'declined') + notice('n3', 'p3', 'wants out'))
  await new SafeMigrator(database.orm.em.fork(), upTo).down()
  expect(database.native.prepare('select id, event from notice order by id').all()).toEqual([
    { id: 'n1', event: 'withdrawal' },
    { id: 'n2', event: 'withdrawal' },
  ])
  expect(database.native.prepare('select * from participant').all()).toHaveLength(3)
})

test('rules between two people become rules between any number, and come back', async () => {
  const database = open(temporaryFolder())
  await database.migrate(migrations.slice(0, 1))
  populate(database.native)
  const rule = { id: 'r1', created_at: 5, updated_at: 6, exchange_id: 'e1', giver_id: 'p2', receiver_id: 'p1', kind: 'one_way' }
  database.native.exec(insertParticipant('p2', 'Charlie') + insert('exclusion_rule', rule))
  await database.migrate(migrations.slice(0, 2))
  const members = 'select rule_id, participant_id, position from exclusion_rule_member order by position'
  expect(database.native.prepare(members).all()).toEqual([
    { rule_id: 'r1', participant_id: 'p2', position: 0 },
    { rule_id: 'r1', participant_id: 'p1', position: 1 },
  ])
  await new SafeMigrator(database.orm.em.fork(), migrations.slice(0, 2)).down()
  expect(database.native.prepare('select * from exclusion_rule').all()).toEqual([rule])
})

test('the clock’s columns come and go without touching what is there', async () => {
  const database = open(temporaryFolder())
  await database.migrate(migrations.slice(0, 2))
  populate(database.native)
  const toldOf = { new_registration: 1, withdrawal: 0, draw_done: 1, mail_failing: 1, purge_coming: 1 }
  database.native.exec(insert('notification_preference', { id: 'n1', exchange_id: 'e1', ...toldOf }))
  const before = database.native.prepare('select * from notification_preference join exchange on exchange.id = exchange_id').all()
  await database.migrate(migrations.slice(0, 3))
  expect(database.native.prepare('select withdrawal, reminder_days, completed_at from notification_preference, exchange').all()).toEqual([
    { withdrawal: 0, reminder_days: '7,1', completed_at: null },
  ])
  await new SafeMigrator(database.orm.em.fork(), migrations.slice(0, 3)).down()
  expect(database.native.prepare('select * from notification_preference join exchange on exchange.id = exchange_id').all()).toEqual(before)
})

test('an exchange that was completed before that was noted counts from its last change', async () => {
  const database = open(temporaryFolder())
  await database.migrate(migrations.slice(0, 2))
  populate(database.native)
  database.native.exec(`update exchange set state = 'completed', draw_id = 'd1', updated_at = 77`)
  await database.migrate(migrations.slice(0, 3))
  expect(database.native.prepare('select state, completed_at, updated_at from exchange').all()).toEqual([
    { state: 'completed', completed_at: 77, updated_at: 77 },
  ])
  expect(() => database.native.exec('update exchange set completed_at = null')).toThrow('CHECK')
})

describe('a migration that rebuilds a table', () => {
  test('keeps the rows that refer to it', async () => {
    const database = open(temporaryFolder())
    await database.migrate()
    populate(database.native)
    await database.migrate(withRebuild)
    expect(database.native.prepare('select name from participant').all()).toEqual([{ name: 'Bob' }])
    expect(database.native.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  test('is undone when it leaves orphans', async () => {
    class Orphans extends Migration {
      override up() {
        this.addSql('delete from exchange')
      }
    }
    const database = open(temporaryFolder())
    await database.migrate()
    populate(database.native)
    await expect(database.migrate([...migrations, { name: '2027-orphans', class: Orphans }])).rejects.toThrow('without what they refer to')
    expect(database.native.prepare('select count(*) as count from exchange').get()).toEqual({ count: 1 })
    expect(await database.migrate()).toEqual([])
  })

  test('is undone when rows are missing afterwards', async () => {
    class Loses extends Migration {
      override up() {
        this.addSql('delete from participant')
      }
    }
    const database = open(temporaryFolder())
    await database.migrate()
    populate(database.native)
    await expect(database.migrate([...migrations, { name: '2027-loses', class: Loses }])).rejects.toThrow('would lose 1 of 1 rows of participant')
    expect(database.native.prepare('select count(*) as count from participant').get()).toEqual({ count: 1 })
  })

  test('is undone together with those before it', async () => {
    class Fails extends Migration {
      override up() {
        this.addSql('no sql at all')
      }
    }
    const database = open(temporaryFolder())
    await database.migrate()
    await expect(database.migrate([...withRebuild, { name: '2028-fails', class: Fails }])).rejects.toThrow()
    expect(await new SafeMigrator(database.orm.em.fork()).getExecuted()).toHaveLength(migrations.length)
    expect(database.native.pragma('foreign_keys', { simple: true })).toBe(1)
  })
})

describe('before pending migrations', () => {
  test('the data is backed up, readable for the owner only', async () => {
    const folder = temporaryFolder()
    const database = open(folder)
    await database.migrate()
    expect(() => readdirSync(join(folder, 'backups'))).toThrow('ENOENT')
    populate(database.native)
    await database.migrate(withRebuild)
    const [backup] = readdirSync(join(folder, 'backups'))
    expect(backup).toBe('2026-12-01T09-00-00.000-before-2027-rebuild.sqlite')
    const file = join(folder, 'backups', backup as string)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const copy = new Database(file, { readonly: true })
    onTestFinished(() => void copy.close())
    expect(copy.prepare('select name from participant').all()).toEqual([{ name: 'Bob' }])
  })

  test('the server does not start, and looking changes nothing', async () => {
    const database = open(temporaryFolder())
    await expect(mustBeMigrated(database)).rejects.toThrow('run `sneaky-klaus migrate`')
    expect(database.native.prepare('select name from sqlite_master').all()).toEqual([])
    await database.migrate()
    await expect(mustBeMigrated(database)).resolves.toBeUndefined()
  })
})

test('a database of a newer version is refused', async () => {
  const database = open(temporaryFolder())
  await database.migrate(withRebuild)
  await expect(database.migrate()).rejects.toThrow(CannotStart)
  await expect(mustBeMigrated(database)).rejects.toThrow('newer version')
})

test('an exchange may close on the day of its gifts; going back makes it close the day before, and touches nothing else', async () => {
  const database = open(temporaryFolder())
  const sameDay = migrations.findIndex(({ name }) => name === '2026-11-28-same-day') + 1
  await database.migrate(migrations.slice(0, sameDay - 1))
  populate(database.native)
  const dates = () =>
    database.native.prepare('select registration_close_date as closes, exchange_date as day, (select name from participant) as who from exchange').all()
  expect(() => database.native.exec(`update exchange set registration_close_date = '2026-12-24'`)).toThrow('CHECK')
  await database.migrate(migrations.slice(0, sameDay))
  expect(dates()).toEqual([{ closes: '2026-12-10', day: '2026-12-24', who: 'Bob' }])
  database.native.exec(`update exchange set registration_close_date = '2027-01-01', exchange_date = '2027-01-01'`)
  expect(() => database.native.exec(`update exchange set registration_close_date = '2027-01-02'`)).toThrow('CHECK')
  await new SafeMigrator(database.orm.em.fork(), migrations.slice(0, sameDay)).down()
  expect(dates()).toEqual([{ closes: '2026-12-31', day: '2027-01-01', who: 'Bob' }])
})
