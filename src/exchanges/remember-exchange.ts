import type { EntityManager } from '../database/orm.ts'
import { ExclusionRule } from '../draw/exclusion-rule.ts'
import { rememberPairs } from '../draw/past-pairs.ts'
import { rememberPeople } from '../participants/past-participants.ts'
import type { Services } from '../services.ts'
import type { Exchange } from './exchange.ts'
import { Organiser } from './organiser.ts'
import { PastExchange, PastOrganiser } from './past-exchange.ts'

/**
 * Keeps what is to outlive an exchange that is erased, in the caller's transaction: its name and gift day, who gave to whom, sealed, where
 * that is wanted, and those who want to be invited again. Rules that look back to it look there from now on.
 */
export async function rememberExchange(em: EntityManager, services: Pick<Services, 'world' | 'vault' | 'log'>, exchange: Exchange): Promise<void> {
  const { id, name, exchangeDate } = exchange
  const past = em.create(PastExchange, { id, name, exchangeDate })
  await em.flush()
  const hasPairs = exchange.rememberPairs && (await rememberPairs(em, services, id))
  const hasPeople = await rememberPeople(em, id)
  if (hasPairs || hasPeople) await keepOrganisers(em, services, past)
  else em.remove(past)
  await em.flush()
  if (hasPairs) await em.nativeUpdate(ExclusionRule, { earlierExchange: id }, { earlierExchange: null, pastExchange: id })
}

async function keepOrganisers(em: EntityManager, { world }: Pick<Services, 'world'>, past: PastExchange): Promise<void> {
  for (const { account } of await em.find(Organiser, { exchange: past.id })) em.create(PastOrganiser, { id: world.newId(), exchange: past, account })
}
