import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import type { Clockwork, Report } from '../jobs/clockwork.ts'
import { Participant } from '../participants/participant.ts'
import { drawDone, mailFailing, peopleDeclined, peopleJoined, peopleLeft, peopleWantOut } from './emails.ts'
import { Exchange } from './exchange.ts'
import { localDate } from './local-date.ts'
import { Notice, type NoticeEvent } from './notice.ts'
import type { Preferences } from './notification-preference.ts'
import { preferencesOf } from './preferences.ts'
import { writeToAdmin } from './write-to-admin.ts'

/** What happens soon after an e-mail of its kind is gathered, so that fifty registrations are not fifty e-mails. */
const gatheringTime = 60 * 60 * 1000

const wish: Record<NoticeEvent, keyof Preferences> = {
  'new registration': 'newRegistration',
  withdrawal: 'withdrawal',
  declined: 'withdrawal',
  'wants out': 'withdrawal',
  'draw done': 'drawDone',
}

/** Writes to the admin what happened: the first of its kind at once, what follows within the hour together in one e-mail. */
export async function tellAdmin(clockwork: Clockwork): Promise<Report> {
  const due = await rows<{ exchangeId: string; event: NoticeEvent }>(
    clockwork.em(),
    `select distinct exchange_id as "exchangeId", event from notice n
      where not exists (select 1 from outgoing_email o where o.exchange_id = n.exchange_id and o.kind = n.event and o.created_at > ?)`,
    [new Date(clockwork.world.now().getTime() - gatheringTime)],
  )
  for (const { exchangeId, event } of due) await clockwork.em().transactional((transaction) => tell(transaction, clockwork, exchangeId, event))
  return { exchanges: due.map(({ exchangeId }) => exchangeId) }
}

async function tell(em: EntityManager, clockwork: Clockwork, exchangeId: string, event: NoticeEvent): Promise<void> {
  const exchange = await em.findOne(Exchange, { id: exchangeId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!exchange) return
  const notices = await em.find(Notice, { exchange, event }, { orderBy: { createdAt: 'asc', id: 'asc' }, populate: ['participant'] })
  const [first] = notices
  if (!first) return
  em.remove(notices)
  if (!(await preferencesOf(em, exchangeId))[wish[event]]) return
  const people = new Set(notices.flatMap(({ participant }) => participant?.unwrap() ?? []))
  const names = [...people].map(({ name }) => name)
  const joined = await em.count(Participant, { exchange, withdrawnAt: null })
  await writeToAdmin(em, clockwork, exchangeId, { kind: event, cause: first.id }, compose(clockwork, exchange, event, names, joined))
}

function compose({ world }: Clockwork, exchange: Exchange, event: NoticeEvent, names: string[], joined: number) {
  switch (event) {
    case 'new registration':
      return peopleJoined(world, exchange, names, joined)
    case 'withdrawal':
      return peopleLeft(world, exchange, names, joined)
    case 'declined':
      return peopleDeclined(world, exchange, names, joined)
    case 'wants out':
      return peopleWantOut(world, exchange, names)
    case 'draw done':
      return drawDone(world, exchange, joined)
  }
}

/** The kinds of e-mails about an exchange that go to the admin, who may take part in it under the same address. */
export const kindsToAdmin = ['new registration', 'withdrawal', 'declined', 'wants out', 'draw done', 'mail failing', 'purge coming']

/** Writes to the admin that e-mails were given up since the last time it said so, other than those to the same mailbox; once a day for each exchange at most. */
export async function tellOfFailingMail(clockwork: Clockwork): Promise<Report> {
  const troubled = await rows<{ id: string; count: number }>(
    clockwork.em(),
    `select o.exchange_id as id, count(*) as count from outgoing_email o
      where o.exchange_id is not null and o.state = 'given_up' and o.kind not in (${kindsToAdmin.map(() => '?').join()})
        and not exists (select 1 from outgoing_email t where t.exchange_id = o.exchange_id and t.kind = 'mail failing' and t.created_at >= o.give_up_at)
      group by o.exchange_id`,
    kindsToAdmin,
  )
  const told: string[] = []
  for (const { id, count } of troubled) {
    if (await clockwork.em().transactional((transaction) => tellOfFailure(transaction, clockwork, id, count))) told.push(id)
  }
  return { exchanges: told }
}

async function tellOfFailure(em: EntityManager, clockwork: Clockwork, exchangeId: string, count: number): Promise<boolean> {
  const exchange = await em.findOne(Exchange, { id: exchangeId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!exchange || !(await preferencesOf(em, exchangeId)).mailFailing) return false
  const today = localDate(clockwork.world.now(), exchange.timezone)
  return writeToAdmin(em, clockwork, exchangeId, { kind: 'mail failing', cause: `${exchangeId}:${today}` }, mailFailing(clockwork.world, exchange, count))
}
