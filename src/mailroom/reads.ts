import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'

/** One e-mail as the admin sees it: never what it says. Instants are milliseconds. */
export type ListedEmail = {
  id: string
  kind: string
  recipient: string
  state: 'queued' | 'sent' | 'given_up' | 'expired'
  attempts: number
  lastError: string | null
  createdAt: number
  dueAt: number
  exchangeName: string | null
  canRetry: number
}

const mostListed = 200

/**
 * E-mails whose recipients are secret count only once they have failed for good: how many there are would tell whether a
 * repair changed anything.
 */
const told = `(o.recipient <> '' or o.state = 'given_up')`

/** The newest e-mails, those in trouble first. */
export function readEmails(em: EntityManager): Promise<ListedEmail[]> {
  return rows<ListedEmail>(
    em,
    `select o.id, o.kind, o.recipient, o.state, o.attempts, o.last_error as "lastError", o.created_at as "createdAt", o.due_at as "dueAt", e.name as "exchangeName",
            (o.state = 'given_up' or (o.state = 'queued' and o.attempts > 0)) and coalesce(o.sealed_parameters, o.sealed_content) is not null as "canRetry"
       from outgoing_email o left join exchange e on e.id = o.exchange_id
      where ${told}
      order by case when o.state = 'given_up' then 0 when o.state = 'queued' then 1 else 2 end, o.created_at desc limit ?`,
    [mostListed],
  )
}

/** How many e-mails there are in each state. */
export async function countEmails(em: EntityManager): Promise<Record<ListedEmail['state'], number>> {
  const counts = await row<Record<ListedEmail['state'], number>>(
    em,
    `select count(case when state = 'queued' then 1 end) as queued, count(case when state = 'sent' then 1 end) as sent,
            count(case when state = 'given_up' then 1 end) as given_up, count(case when state = 'expired' then 1 end) as expired
       from outgoing_email o where ${told}`,
  )
  return counts ?? { queued: 0, sent: 0, given_up: 0, expired: 0 }
}
