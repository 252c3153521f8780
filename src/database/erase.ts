import type { EntityManager } from './orm.ts'

/**
 * Takes the bytes of deleted rows out of the database's files. `secure_delete` writes zeros over rows; what moving rows
 * between pages left behind goes with a rebuilt file, and older pages of the write-ahead log with the log.
 */
export async function leaveNoTrace(em: EntityManager): Promise<void> {
  await em.getConnection().execute('vacuum')
  await em.getConnection().execute('pragma wal_checkpoint(truncate)')
}
