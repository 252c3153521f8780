import { Migrator } from '@mikro-orm/migrations'
import type { Pool } from 'pg'
import { Initial } from '../../../migrations/postgresql/2026-11-26-initial.ts'
import { Answers } from '../../../migrations/postgresql/2026-11-28-answers.ts'
import { Links } from '../../../migrations/postgresql/2026-11-28-links.ts'
import { Outbox } from '../../../migrations/postgresql/2026-11-28-outbox.ts'
import { SameDay } from '../../../migrations/postgresql/2026-11-28-same-day.ts'
import { OrganiserTakesPart } from '../../../migrations/postgresql/2026-11-29-organiser-takes-part.ts'
import { AccountOfEmails } from '../../../migrations/postgresql/2026-11-30-account-of-emails.ts'
import { Draws } from '../../../migrations/postgresql/2026-11-30-draws.ts'
import { SecretMark } from '../../../migrations/postgresql/2026-11-30-secret-mark.ts'
import { Languages } from '../../../migrations/postgresql/2026-12-01-languages.ts'
import { Organisers } from '../../../migrations/postgresql/2026-12-02-organisers.ts'
import { NewAddress } from '../../../migrations/postgresql/2026-12-03-new-address.ts'
import { Oidc } from '../../../migrations/postgresql/2026-12-03-oidc.ts'
import { NextYear } from '../../../migrations/postgresql/2026-12-04-next-year.ts'
import { ExchangeKeys } from '../../../migrations/postgresql/2026-12-05-exchange-keys.ts'
import { Questions } from '../../../migrations/postgresql/2026-12-06-questions.ts'
import { Wishes } from '../../../migrations/postgresql/2026-12-06-wishes.ts'
import { Plans } from '../../../migrations/postgresql/2026-12-07-plans.ts'
import { Messages } from '../../../migrations/postgresql/2026-12-08-messages.ts'
import { SignIns } from '../../../migrations/postgresql/2026-12-09-sign-ins.ts'
import type { NamedMigration } from '../engine.ts'
import { pendingOf } from '../migrations.ts'
import type { EntityManager, OpenDatabase } from '../orm.ts'
import { withConnectionErrors } from './connection-errors.ts'
import { migrating, withExclusiveAccess } from './locks.ts'
import { whileLocked } from './waiting.ts'

/** Every migration of this version for PostgreSQL, oldest first. */
export const migrations: readonly NamedMigration[] = [
  { name: '2026-11-26-initial', class: Initial },
  { name: '2026-11-28-same-day', class: SameDay },
  { name: '2026-11-28-outbox', class: Outbox },
  { name: '2026-11-28-answers', class: Answers },
  { name: '2026-11-28-links', class: Links },
  { name: '2026-11-29-organiser-takes-part', class: OrganiserTakesPart },
  { name: '2026-11-30-secret-mark', class: SecretMark },
  { name: '2026-11-30-draws', class: Draws },
  { name: '2026-11-30-account-of-emails', class: AccountOfEmails },
  { name: '2026-12-01-languages', class: Languages },
  { name: '2026-12-02-organisers', class: Organisers },
  { name: '2026-12-03-new-address', class: NewAddress },
  { name: '2026-12-03-oidc', class: Oidc },
  { name: '2026-12-04-next-year', class: NextYear },
  { name: '2026-12-05-exchange-keys', class: ExchangeKeys },
  { name: '2026-12-06-questions', class: Questions },
  { name: '2026-12-06-wishes', class: Wishes },
  { name: '2026-12-07-plans', class: Plans },
  { name: '2026-12-08-messages', class: Messages },
  { name: '2026-12-09-sign-ins', class: SignIns },
]

/** MikroORM's migrator, which applies what is pending in one transaction; PostgreSQL takes tables back like rows. */
export class PostgresMigrator extends Migrator {
  constructor(entityManager: EntityManager, list: readonly NamedMigration[] = migrations) {
    super(entityManager)
    this.options.migrationsList = [...list]
  }
}

/** Applies what is pending, while nobody else does and nobody serves the site. Returns the names applied; throws CannotStart. */
export function migrate({ orm }: Pick<OpenDatabase, 'orm'>, pool: Pool, list = migrations): Promise<string[]> {
  return whileLocked(pool, migrating, async () => {
    const pending = pendingOf(list, await appliedMigrations(pool))
    if (pending.length === 0) return []
    await withExclusiveAccess(pool, () => new PostgresMigrator(orm.em.fork(), list).up())
    return pending
  })
}

/** The names of the migrations that the database has seen, oldest first; none in an empty one. */
export async function appliedMigrations(pool: Pool): Promise<string[]> {
  const known = await withConnectionErrors(pool.query<{ known: boolean }>("select to_regclass('migration') is not null as known"))
  if (!known.rows[0]?.known) return []
  const { rows } = await withConnectionErrors(pool.query<{ name: string }>('select name from migration order by id'))
  return rows.map(({ name }) => name)
}
