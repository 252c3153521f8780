import { MikroORM } from '@mikro-orm/postgresql'
import { expect, inject, onTestFinished, test } from 'vitest'
import { engineOf } from '../../src/database/engine.ts'
import { pendingMigrations } from '../../src/database/migrations.ts'
import { ormOptions } from '../../src/database/orm.ts'
import { PostgresMigrator } from '../../src/database/postgresql/migrator.ts'
import { openPostgresDatabase } from '../../src/database/postgresql/open.ts'
import { entities } from '../../src/entities.ts'
import { asToday, type Row } from '../support/as-today.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { testWorld } from '../support/world.ts'

test('the migrations make what the entities describe, and take it back', async () => {
  const url = await newDatabase('template0')
  const database = openPostgresDatabase(url, testWorld(), entities)
  onTestFinished(() => database.close())
  const { migrations } = engineOf(database.orm.em)
  expect(await database.migrate('', new Date(0))).toEqual(migrations.map(({ name }) => name))
  expect(await database.migrate('', new Date(0))).toEqual([])

  const comparing = new MikroORM({ ...ormOptions('postgresql', entities), clientUrl: url, dbName: new URL(url).pathname.slice(1) } as never)
  onTestFinished(() => comparing.close())
  expect(await comparing.schema.getUpdateSchemaSQL({ wrap: false })).toBe('')

  await new PostgresMigrator(database.orm.em.fork()).down({ to: 0 })
  const left = await database.orm.em.getConnection().execute(`select table_name as name from information_schema.tables where table_schema = 'public'`)
  expect(left).toEqual([{ name: 'migration' }])
  expect(await pendingMigrations(database)).toEqual(migrations.map(({ name }) => name))
})

test('what version 1.0 left behind comes up with every row, and e-mails that waited know whom they are for', async () => {
  const database = openPostgresDatabase(await newDatabase('template0'), testWorld(), entities)
  onTestFinished(() => database.close())
  const { migrations } = engineOf(database.orm.em)
  await new PostgresMigrator(database.orm.em.fork(), migrations.slice(0, 1)).up()
  const connection = database.orm.em.getConnection()
  const at = `'2026-11-26T10:00:00Z', '2026-11-26T10:00:00Z'`
  const email =
    'insert into outgoing_email (id, created_at, updated_at, exchange_id, kind, recipient, deduplication_key, sealed_content, priority, due_at, give_up_at)'
  for (const statement of [
    `insert into admin (id, created_at, updated_at, email, password_hash) values ('a1', ${at}, 'alice@example.org', 'hash')`,
    `insert into exchange (id, created_at, updated_at, slug, name, description, budget, registration_close_date, exchange_date, timezone, match_in_email, state) values ('e1', ${at}, 'abcdefghijklmnop', 'Christmas', '', '', '2026-12-10', '2026-12-24', 'UTC', false, 'registration_open')`,
    `insert into exchange (id, created_at, updated_at, slug, name, description, budget, registration_close_date, exchange_date, timezone, match_in_email, state, draw_id, draw_method, draw_is_circle, draw_is_uniform) values ('e2', ${at}, 'bbcdefghijklmnop', 'Last year', '', '', '2026-12-10', '2026-12-24', 'UTC', false, 'matched', 'd2', 'circle', true, true)`,
    `insert into participant (id, created_at, updated_at, exchange_id, name, email, gift_ideas, reminder_enabled) values ('p1', ${at}, 'e1', 'Bob', 'bob@example.org', 'tea', true)`,
    `insert into participant (id, created_at, updated_at, exchange_id, name, email, gift_ideas, reminder_enabled) values ('p2', ${at}, 'e2', 'Bob', 'bob@example.org', 'tea', true)`,
    `insert into "match" (id, created_at, updated_at, exchange_id, giver_id, sealed_receiver, revealed, seen_at) values ('m2', ${at}, 'e2', 'p2', 'sealed', true, '2026-11-26T11:00:00Z')`,
    `${email} values ('o1', ${at}, 'e1', 'match notification', 'bob@example.org', 'k1', 'sealed', 5, ${at})`,
    `${email} values ('o2', ${at}, 'e1', 'new registration', 'bob@example.org', 'k2', 'sealed', 5, ${at})`,
    `${email} values ('o3', ${at}, 'e1', 'changed match', '', 'k3', 'sealed', 5, ${at})`,
  ]) {
    await connection.execute(statement)
  }
  const rowsOf = async (table: string): Promise<[string, Row[]]> => [table, await connection.execute(`select * from "${table}" order by id`)]
  const rows = async (tables: Iterable<string>) => new Map(await Promise.all([...tables].map(rowsOf)))
  const before = asToday(await rows(['exchange', 'participant', 'match', 'outgoing_email']))
  expect(await database.migrate('', new Date(0))).toEqual(migrations.slice(1).map(({ name }) => name))
  const after = await rows(before.keys())
  // A column may be new; what was there is there.
  for (const [table, kept] of before) expect(after.get(table), table).toEqual(kept.map((row, index) => ({ ...after.get(table)?.[index], ...row })))
  expect(after.get('draw')).toHaveLength(1)
  expect(after.get('outgoing_email')?.map((row) => row.participant_id)).toEqual(['p1', null, null])
  expect(after.get('outgoing_email')?.map((row) => row.account_id)).toEqual([null, 'a1', null])
})

test('of ten who migrate at once one does, and all find it done', async () => {
  const url = await newDatabase('template0')
  const databases = Array.from({ length: 10 }, () => openPostgresDatabase(url, testWorld(), entities))
  onTestFinished(async () => void (await Promise.all(databases.map((database) => database.close()))))
  const applied = await Promise.all(databases.map((database) => database.migrate('', new Date(0))))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
})

test('a pending migration is refused while the site is served, and a newer database always', async () => {
  const url = await newDatabase(inject('postgres')?.template)
  const [one, other] = [openPostgresDatabase(url, testWorld(), entities), openPostgresDatabase(url, testWorld(), entities)]
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])))
  const serving = await one.serve(1)
  await other.orm.em.getConnection().execute('delete from migration')
  await expect(other.migrate('', new Date(0))).rejects.toThrow('Other processes serve the site')
  await serving.leave()
  await other.orm.em.getConnection().execute(`insert into migration (name) values ('2099-future')`)
  await expect(other.migrate('', new Date(0))).rejects.toThrow('newer version')
})
