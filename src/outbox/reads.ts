import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { openParameters, StaysShut } from '../mail/sealed.ts'
import type { Vault } from '../vault.ts'

/** One e-mail as the organiser sees it: never what it says, but the subject of a message of their own. Instants are milliseconds. */
export type ListedEmail = {
  id: string
  kind: string
  recipient: string
  /** `logged`: it counts as sent, and only got as far as the log of a trial. */
  state: 'queued' | 'sent' | 'logged' | 'given_up' | 'expired'
  attempts: number
  lastError: string | null
  createdAt: number
  dueAt: number
  exchangeName: string | null
  timezone: string | null
  canRetry: number
  subject: string | undefined
}

const mostListed = 200

/**
 * E-mails whose recipients are secret count only once they have failed for good: how many there are would tell whether a
 * repair changed anything.
 */
const told = `(o.recipient <> '' or o.state = 'given_up')`

/** A sent e-mail that has a reason went no further than into the log. */
const state = `case when o.state = 'sent' and o.last_error is not null then 'logged' else o.state end`

/** The newest e-mails, those in trouble first. */
export async function readEmails(em: EntityManager, vault: Vault): Promise<ListedEmail[]> {
  const found = await rows<Omit<ListedEmail, 'subject'> & { sealed: string | null }>(
    em,
    `select o.id, o.kind, o.recipient, ${state} as state, o.attempts, o.last_error as "lastError", o.created_at as "createdAt", o.due_at as "dueAt", e.name as "exchangeName", e.timezone,
            case when o.kind = 'message from the organiser' then o.sealed_parameters end as sealed,
            (o.state = 'given_up' or (o.state = 'queued' and o.attempts > 0)) and coalesce(o.sealed_parameters, o.sealed_content) is not null as "canRetry"
       from outgoing_email o left join exchange e on e.id = o.exchange_id
      where ${told}
      order by case when o.state = 'given_up' then 0 when o.state = 'queued' then 1 else 2 end, o.created_at desc limit ?`,
    [mostListed],
  )
  return found.map(({ sealed, ...email }) => ({ ...email, subject: sealed === null ? undefined : subjectIn(vault, email.id, sealed) }))
}

/** What the organiser wrote above a message; undefined where it stays shut. */
function subjectIn(vault: Vault, id: string, sealed: string): string | undefined {
  try {
    return openParameters(vault, id, sealed).subject as string
  } catch (error) {
    if (error instanceof StaysShut) return undefined
    throw error
  }
}

/** How many e-mails there are in each state. */
export async function countEmails(em: EntityManager): Promise<Record<ListedEmail['state'], number>> {
  const counts = await row<Record<ListedEmail['state'], number>>(
    em,
    `select count(case when state = 'queued' then 1 end) as queued, count(case when state = 'sent' and last_error is null then 1 end) as sent,
            count(case when state = 'sent' and last_error is not null then 1 end) as logged,
            count(case when state = 'given_up' then 1 end) as given_up, count(case when state = 'expired' then 1 end) as expired
       from outgoing_email o where ${told}`,
  )
  return counts ?? { queued: 0, sent: 0, logged: 0, given_up: 0, expired: 0 }
}
