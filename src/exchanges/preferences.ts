import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { holdExchange } from './hold-exchange.ts'
import { defaultPreferences, NotificationPreference, type Preferences, reminderDaysFrom } from './notification-preference.ts'

/** What was chosen for an exchange, or what holds as long as nobody has chosen. */
export async function preferencesOf(em: EntityManager, exchangeId: string): Promise<Preferences> {
  const chosen = await em.findOne(NotificationPreference, { exchange: exchangeId })
  if (!chosen) return defaultPreferences
  const { newRegistration, withdrawal, drawDone, mailFailing, purgeComing } = chosen
  return { newRegistration, withdrawal, drawDone, mailFailing, purgeComing, reminderDays: reminderDaysFrom(chosen.reminderDays) }
}

/** Stores what the organiser chose for an exchange. Throws NotFound. */
export function choosePreferences(em: EntityManager, world: World, exchangeId: string, preferences: Preferences): Promise<void> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const chosen = await transaction.findOne(NotificationPreference, { exchange })
    if (chosen) chosen.choose(preferences)
    else transaction.create(NotificationPreference, { id: world.newId(), exchange, ...preferences, reminderDays: preferences.reminderDays.join() })
  })
}
