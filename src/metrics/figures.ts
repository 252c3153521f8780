import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { exchangeStates } from '../exchanges/exchange-states.ts'
import { signInEmailLag } from '../mail/lag.ts'
import type { World } from '../world.ts'

type Counts = Record<string, number>

/** How much there is of everything, by state. Sums over the installation, which tell of nobody. */
export type Figures = { exchanges: Counts; participants: Counts; emails: Counts; signInEmailLagSeconds: number }

/** Counts what is in the database now. */
export async function readFigures(em: EntityManager, world: World): Promise<Figures> {
  return {
    exchanges: await count(em, exchangeStates, 'select state, count(*) as count from exchange group by state'),
    participants: await count(em, ['active', 'withdrawn'], `select ${standing} as state, count(*) as count from participant group by ${standing}`),
    emails: await count(em, ['queued', 'sent', 'given_up', 'expired'], `select state, count(*) as count from outgoing_email where ${told} group by state`),
    signInEmailLagSeconds: await signInEmailLag(em, world),
  }
}

const standing = `case when withdrawn_at is null then 'active' else 'withdrawn' end`

/** How many e-mails with a secret recipient there are would tell whether a repair changed anything; those that failed are told to the organiser anyway. */
const told = `(recipient <> '' or state = 'given_up')`

async function count(em: EntityManager, states: readonly string[], sql: string): Promise<Counts> {
  const found = await rows<{ state: string; count: number }>(em, sql)
  return { ...Object.fromEntries(states.map((state) => [state, 0])), ...Object.fromEntries(found.map((row) => [row.state, row.count])) }
}
