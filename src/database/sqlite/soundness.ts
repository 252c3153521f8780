import type Database from 'better-sqlite3'

/** Why a database is not sound, in a few words: damaged pages, or rows without what they refer to. Undefined when it is sound. */
export function damageOf(database: Database.Database, check: 'integrity_check' | 'quick_check' = 'integrity_check'): string | undefined {
  const verdict = database.pragma(check, { simple: true })
  if (verdict !== 'ok') return String(verdict).split('\n')[0]
  const orphans = database.pragma('foreign_key_check') as { table: string }[]
  return orphans[0] && `${orphans.length} rows lack what they refer to, first in ${orphans[0].table}`
}

/** How many rows each table has. */
export function countRows(database: Database.Database): Record<string, number> {
  const tables = database.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name").pluck().all() as string[]
  return Object.fromEntries(tables.map((table) => [table, database.prepare(`select count(*) from "${table}"`).pluck().get() as number]))
}
