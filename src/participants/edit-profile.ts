import type { EntityManager } from '../database/orm.ts'
import { giftIdeasMustBeOpen } from '../exchanges/exchange.ts'
import type { Me } from '../web/parts.ts'
import { Participant } from './participant.ts'

/** Stores what a participant wishes for and, where it has changed, the name. Throws RuleBroken. */
export function editProfile(em: EntityManager, me: Me, { name, giftIdeas }: { name: string; giftIdeas: string }): Promise<void> {
  return em.transactional(async (transaction) => {
    const participant = await transaction.findOneOrFail(Participant, { id: me.id, exchange: me.exchangeId }, { populate: ['exchange'] })
    const exchange = participant.exchange.unwrap()
    giftIdeasMustBeOpen(exchange)
    participant.wishFor(giftIdeas)
    if (name === participant.name) return
    exchange.mustAllowRenaming()
    participant.rename(name)
  })
}
