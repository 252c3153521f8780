import { CompiledQuery } from 'kysely'
import { type CustomTypesConfig, type Pool, type QueryConfig, TypeOverrides, types } from 'pg'
import type { Engine, Lists, Value } from '../engine.ts'
import { withConnectionErrors } from './connection-errors.ts'
import { appliedMigrations, migrations } from './migrator.ts'

const readInstant = types.getTypeParser(types.builtins.TIMESTAMPTZ)

/** Parsers that make values of rows look as SQLite gives them. */
export const asNumbers = new TypeOverrides()
asNumbers.setTypeParser(types.builtins.TIMESTAMPTZ, (text: string) => Number(readInstant(text)))
asNumbers.setTypeParser(types.builtins.BOOL, (text: string) => Number(text === 't'))
asNumbers.setTypeParser(types.builtins.INT8, Number)

/** A statement with its parameters, which the server keeps prepared under its name. */
export type Bound = QueryConfig & { name: string; values: Value[]; types: CustomTypesConfig }

/** How PostgreSQL works for us. */
export function postgresEngine(pool: Pool): Engine {
  const texts = new Map<string, { name: string; text: string }>()
  const bound = (sql: string, parameters: readonly Value[]): Bound => {
    const known = texts.get(sql) ?? { name: `klaus_${texts.size}`, text: numbered(sql) }
    texts.set(sql, known)
    return { ...known, values: [...parameters], types: asNumbers }
  }
  return {
    read: async (sql, parameters) => (await withConnectionErrors(pool.query(bound(sql, parameters)))).rows,
    bind: (sql, parameters) => ({ ...CompiledQuery.raw(sql, [...parameters]), bound: bound(sql, parameters) }),
    lists,
    hasConcurrentWriters: true,
    // Deleted rows stay in its files until their room is used again, and in its log until that is recycled.
    leaveNoTrace: async () => void (await withConnectionErrors(pool.query('vacuum'))),
    // Its own checksums and logs tell.
    findDamage: async () => undefined,
    mustBeWritable: async () => {
      const { rows } = await withConnectionErrors(pool.query<{ isReadOnly: string }>('select current_setting($1) as "isReadOnly"', ['transaction_read_only']))
      if (rows[0]?.isReadOnly !== 'off') throw new Error('The database can only be read.')
    },
    migrations,
    appliedMigrations: () => appliedMigrations(pool),
  }
}

/** The driver makes an array of PostgreSQL of one of JavaScript. */
const lists: Lists = { value: (list) => [...list] as unknown as Value, in: ['=', 'any(', ')'], 'not in': ['<>', 'all(', ')'] }

/** PostgreSQL counts its parameters: $1, $2, … */
export function numbered(sql: string): string {
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}
