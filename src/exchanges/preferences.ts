import type { EntityManager } from '../database/orm.ts'
import { queryOneOrFail } from '../database/query.ts'
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

/** Stores what an organiser chose for an exchange. Throws NotFound. */
export function choosePreferences(em: EntityManager, exchangeId: string, accountId: string, { reminderDays, ...wishes }: Preferences): Promise<void> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.reminderDays = writeReminderDays(reminderDays)
    const organiser = await transaction.findOneOrFail(Organiser, { exchange, account: accountId })
    organiser.choose(wishes)
  })
}
