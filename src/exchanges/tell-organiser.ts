import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { kindsThat } from '../mail/kinds.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { localDate } from './local-date.ts'
import { Notice, type NoticeEvent } from './notice.ts'
import type { Preferences } from './notification-preference.ts'
import { preferencesOf } from './preferences.ts'
import { writeToOrganiser } from './write-to-organiser.ts'

/** What happens soon after an e-mail of its kind is gathered, so that fifty registrations are not fifty e-mails. */
const gatheringTime = 60 * 60 * 1000

const wish: Record<NoticeEvent, keyof Preferences> = {
  'new registration': 'newRegistration',
  withdrawal: 'withdrawal',
  declined: 'withdrawal',
  'wants out': 'withdrawal',
  'draw done': 'drawDone',
}

/** Writes to the organiser what happened: the first of its kind at once, what follows within the hour together in one e-mail. */
export async function tellOrganiser(clockwork: ClockContext): Promise<Report> {
  const due = await rows<{ exchangeId: string; event: NoticeEvent }>(
    clockwork.em(),
    `select distinct exchange_id as "exchangeId", event from notice n
      where not exists (select 1 from outgoing_email o where o.exchange_id = n.exchange_id and o.kind = n.event and o.created_at > ?)`,
    [new Date(clockwork.world.now().getTime() - gatheringTime)],
  )
  for (const { exchangeId, event } of due) await clockwork.em().transactional((transaction) => tell(transaction, clockwork, exchangeId, event))
  return { exchanges: due.map(({ exchangeId }) => exchangeId) }
}

async function tell(em: EntityManager, clockwork: ClockContext, exchangeId: string, event: NoticeEvent): Promise<void> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  if (!exchange) return
  const notices = await em.find(Notice, { exchange, event }, { orderBy: { createdAt: 'asc', id: 'asc' } })
  const [first] = notices
  if (!first) return
  em.remove(notices)
  if (!(await preferencesOf(em, exchangeId))[wish[event]]) return
  const participantIds = [...new Set(notices.flatMap(({ participant }) => participant?.id ?? []))]
  await writeToOrganiser(em, clockwork, exchangeId, { kind: event, cause: first.id, parameters: { participantIds } })
}

/** Kinds of e-mails that go to the organiser, who can't be told by one of them that another failed. */
const kindsToAdmin = kindsThat(({ to }) => to === 'organiser')

/** Writes to the organiser that e-mails were given up since the last time it said so, other than those to the same mailbox; once a day for each exchange at most. */
export async function tellOfFailingMail(clockwork: ClockContext): Promise<Report> {
  const troubled = await rows<{ id: string }>(
    clockwork.em(),
    `select distinct o.exchange_id as id from outgoing_email o
      where o.exchange_id is not null and o.state = 'given_up' and o.kind not in (${kindsToAdmin.map(() => '?').join()})
        and not exists (select 1 from outgoing_email t where t.exchange_id = o.exchange_id and t.kind = 'mail failing' and t.created_at >= o.give_up_at)`,
    kindsToAdmin,
  )
  const told: string[] = []
  for (const { id } of troubled) {
    if (await clockwork.em().transactional((transaction) => tellOfFailure(transaction, clockwork, id))) told.push(id)
  }
  return { exchanges: told }
}

async function tellOfFailure(em: EntityManager, clockwork: ClockContext, exchangeId: string): Promise<boolean> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  if (!exchange || !(await preferencesOf(em, exchangeId)).mailFailing) return false
  const today = localDate(clockwork.world.now(), exchange.timezone)
  const told = await row<{ at: number | null }>(em, `select max(created_at) as at from outgoing_email where exchange_id = ? and kind = 'mail failing'`, [
    exchangeId,
  ])
  return writeToOrganiser(em, clockwork, exchangeId, { kind: 'mail failing', cause: `${exchangeId}:${today}`, parameters: { toldAt: told?.at ?? null } })
}
