import type { EntityManager } from '../database/orm.ts'
import { queryOneOrFail } from '../database/query.ts'
import { changesIn, overtaken, type Version, versionOf } from '../web/version.ts'
import type { Exchange } from './exchange.ts'
import { holdExchange } from './hold-exchange.ts'
import { Organiser, type Wishes } from './organiser.ts'
import { reminderDaysFrom, writeReminderDays } from './reminder-days.ts'

/** What an organiser wants to be told of, and how many days before the exchange date everybody is reminded, which is one for all organisers. */
export type Preferences = Wishes & { reminderDays: number[] }

/** What an account wants to be told of an exchange that it organises, and when people are reminded. Throws NotFound. */
export async function preferencesOf(em: EntityManager, exchangeId: string, accountId: string): Promise<Preferences> {
  const { reminderDays, ...wishes } = await findPreferences(em, { exchangeId, accountId })
  return { ...wishes, reminderDays: reminderDaysFrom(reminderDays) }
}

const findPreferences = queryOneOrFail((db, given: { exchangeId: string; accountId: string }) =>
  db
    .selectFrom('Organiser as o')
    .innerJoin('Exchange as e', 'e.id', 'o.exchange')
    .select(['o.newRegistration', 'o.withdrawal', 'o.drawDone', 'o.mailFailing', 'o.purgeComing', 'e.reminderDays'])
    .where('o.exchange', '=', given.exchangeId)
    .where('o.account', '=', given.accountId),
)

/** The version of the days of reminders, which another organiser may change meanwhile. */
export function versionOfDays(days: number[]): Version {
  return versionOf({ reminderDays: writeReminderDays(days) }, ['reminderDays'])
}

/**
 * Stores what an organiser chose for an exchange in a form of that version. Returns false, and does nothing, when another organiser has chosen
 * other days for reminders meanwhile. Throws NotFound.
 */
export function choosePreferences(
  em: EntityManager,
  { exchangeId, accountId }: { exchangeId: string; accountId: string },
  { reminderDays, ...wishes }: Preferences,
  version: Version,
): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const days = changesIn({ reminderDays: writeReminderDays(reminderDays) }, version)
    if (overtaken<Pick<Exchange, 'reminderDays'>>(exchange, days, version).length > 0) return false
    Object.assign(exchange, days)
    const organiser = await transaction.findOneOrFail(Organiser, { exchange, account: accountId })
    organiser.choose(wishes)
    return true
  })
}
