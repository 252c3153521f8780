import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { RuleBroken } from '../errors.ts'
import type { Me, Parts } from '../web/parts.ts'
import { Match } from './match.ts'
import { openReceiver } from './seal.ts'

/** Whom a giver gives to, as of now. */
export type Receiver = { name: string; giftIdeas: string }

/** Shows a giver's match from now on, or hides it again. Throws RuleBroken while nothing is drawn. */
export function lookAtMatch(em: EntityManager, { world }: Parts, me: Me, isShown: boolean): Promise<void> {
  return em.transactional(async (transaction) => {
    const match = await transaction.findOne(Match, { giver: me.id, exchange: me.exchangeId })
    if (!match) throw new RuleBroken('The names are not drawn yet.')
    if (isShown) match.reveal(world.now())
    else match.hide()
  })
}

/** Whom a giver gives to, with the newest gift ideas; undefined unless the match is drawn and revealed. */
export async function readReceiver(em: EntityManager, { vault }: Parts, me: Me): Promise<Receiver | undefined> {
  const match = await row<{ drawId: string; sealed: string }>(
    em,
    `select e.draw_id as "drawId", m.sealed_receiver as sealed from "match" m join exchange e on e.id = m.exchange_id
      where m.giver_id = ? and m.exchange_id = ? and m.revealed`,
    [me.id, me.exchangeId],
  )
  if (!match) return undefined
  const receiverId = openReceiver(vault, match.drawId, me.id, match.sealed)
  return row<Receiver>(em, 'select name, gift_ideas as "giftIdeas" from participant where id = ? and exchange_id = ?', [receiverId, me.exchangeId])
}
