import { MikroORM } from '@mikro-orm/postgresql'
import { expect, inject, onTestFinished, test } from 'vitest'
import { engineOf } from '../../src/database/engine.ts'
import { pendingMigrations } from '../../src/database/migrations.ts'
import { ormOptions } from '../../src/database/orm.ts'
import { PostgresMigrator } from '../../src/database/postgresql/migrator.ts'
import { openPostgresDatabase } from '../../src/database/postgresql/open.ts'
import { newDatabase } from '../support/postgres/new-database.ts'
import { testWorld } from '../support/world.ts'

test('the migrations make what the entities describe, and take it back', async () => {
  const url = await newDatabase('template0')
  const database = openPostgresDatabase(url, testWorld())
  onTestFinished(() => database.close())
  const { migrations } = engineOf(database.orm.em)
  expect(await database.migrate('', new Date(0))).toEqual(migrations.map(({ name }) => name))
  expect(await database.migrate('', new Date(0))).toEqual([])

  const comparing = new MikroORM({ ...ormOptions('postgresql'), clientUrl: url, dbName: new URL(url).pathname.slice(1) } as never)
  onTestFinished(() => comparing.close())
  expect(await comparing.schema.getUpdateSchemaSQL({ wrap: false })).toBe('')

  await new PostgresMigrator(database.orm.em.fork()).down({ to: 0 })
  const left = await database.orm.em.getConnection().execute(`select table_name as name from information_schema.tables where table_schema = 'public'`)
  expect(left).toEqual([{ name: 'migration' }])
  expect(await pendingMigrations(database)).toEqual(migrations.map(({ name }) => name))
})

test('of ten who migrate at once one does, and all find it done', async () => {
  const url = await newDatabase('template0')
  const databases = Array.from({ length: 10 }, () => openPostgresDatabase(url, testWorld()))
  onTestFinished(async () => void (await Promise.all(databases.map((database) => database.close()))))
  const applied = await Promise.all(databases.map((database) => database.migrate('', new Date(0))))
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
})

test('a pending migration is refused while the site is served, and a newer database always', async () => {
  const url = await newDatabase(inject('postgres')?.template)
  const [one, other] = [openPostgresDatabase(url, testWorld()), openPostgresDatabase(url, testWorld())]
  onTestFinished(async () => void (await Promise.all([one.close(), other.close()])))
  const serving = await one.serve(1)
  await other.orm.em.getConnection().execute('delete from migration')
  await expect(other.migrate('', new Date(0))).rejects.toThrow('Other processes serve the site')
  await serving.leave()
  await other.orm.em.getConnection().execute(`insert into migration (name) values ('2099-future')`)
  await expect(other.migrate('', new Date(0))).rejects.toThrow('newer version')
})
