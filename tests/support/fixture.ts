import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { migrations, SafeMigrator } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { testWorld } from './world.ts'

const folder = join(import.meta.dirname, '../fixtures')

/** What earlier versions left behind, oldest first, by the names of their newest migrations. */
export const fixtures = readdirSync(folder)
  .filter((file) => file.endsWith('.sqlite.gz'))
  .map((file) => file.replace('.sqlite.gz', ''))
  .sort()

/** Puts a fixture into `file`. */
export function unpack(fixture: string, file: string): void {
  writeFileSync(file, gunzipSync(readFileSync(join(folder, `${fixture}.sqlite.gz`))), { mode: 0o600 })
}

/** Takes a database back to its oldest schema, then gives it many more people and rules. */
export async function makeOldAndLarge(file: string, people: number): Promise<void> {
  const database = openSqliteDatabase(file, testWorld(), entities)
  const { applied } = database.native.prepare('select count(*) as applied from migration').get() as { applied: number }
  for (let count = applied; count > 1; count--) await new SafeMigrator(database.orm.em.fork(), migrations.slice(0, count)).down()
  database.native.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${people})
    insert into participant
    select 'p' || i, i, i, (select id from exchange where state = 'registration_open'), null, 'Guest ' || i, 'guest' || i || '@example.org', hex(randomblob(200)), 1, null, null from n;
    with recursive n(i) as (select 1 union all select i + 2 from n where i < ${people} - 2)
    insert into exclusion_rule
    select 'r' || i, i, i, (select id from exchange where state = 'registration_open'), 'p' || i, 'p' || (i + 1), 'exclusion' from n;
  `)
  await database.close()
}
