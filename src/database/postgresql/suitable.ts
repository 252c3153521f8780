import type { Pool, PoolClient } from 'pg'
import { CannotStart } from '../../errors.ts'
import { withConnectionErrors } from './connection-errors.ts'
import type { PatientQuery } from './dialect.ts'

const oldest = { number: 140_000, name: '14' }
/** How often it is looked whether a pooler mixes connections, which it need not do each time. */
const looks = 4

const question: PatientQuery = {
  text: `select current_setting('server_version_num')::int as number, current_setting('server_version') as name,
    current_setting('transaction_read_only') = 'on' as "isReadOnly", pg_backend_pid() as process`,
  query_timeout: 10_000,
}

type Server = { number: number; name: string; isReadOnly: boolean; process: number }

/** Throws CannotStart unless the server can do what the app needs: new enough, taking changes (unless `mayBeReadOnly`), and the same one behind a connection from its begin to its end. */
export async function mustSuit(pool: Pool, mayBeReadOnly = false): Promise<void> {
  const client = await withConnectionErrors(pool.connect())
  try {
    const { number, name, isReadOnly, process } = await look(client)
    if (number < oldest.number) throw new CannotStart(`PostgreSQL is too old: it is ${name}, and the app needs ${oldest.name} or newer.`)
    if (isReadOnly && !mayBeReadOnly) throw new CannotStart(readOnly)
    // A pooler makes up the number by which a connection would be cancelled.
    if ((client as PoolClient & { processID?: number }).processID !== process) await mustKeepSessions(pool, client, process)
  } finally {
    client.release()
  }
}

async function look(client: PoolClient): Promise<Server> {
  const { rows } = await withConnectionErrors(client.query<Server>(question))
  return rows[0] as Server
}

/** While one connection does nothing, a pooler that mixes them lends what is behind it to another. */
async function mustKeepSessions(pool: Pool, client: PoolClient, process: number): Promise<void> {
  for (let count = 0; count < looks; count++) {
    const other = await withConnectionErrors(pool.connect())
    try {
      await other.query('begin').catch((error: unknown) => {
        throw isAboutStatements(error) ? new CannotStart(mixing) : error
      })
      const [here, there] = [await look(client), await look(other)]
      if (here.process !== process || there.process === process) throw new CannotStart(mixing)
    } finally {
      // It goes, and with it the transaction.
      other.release(true)
    }
  }
}

function isAboutStatements(error: unknown): boolean {
  return error instanceof Error && /statement pooling/.test(error.message)
}

const readOnly = 'PostgreSQL can only be read here: it is a standby, or set to be read-only. Lead DATABASE_URL to the primary server.'
const mixing =
  'A pooler stands before PostgreSQL and mixes connections, and with them locks and prepared statements. Set its pool_mode to session (PgBouncer: for this database or its user), or lead DATABASE_URL to PostgreSQL itself.'
