import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { writeAtOnce } from '../database/write.ts'
import { RuleBroken, SignedOut } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { giftIdeasMustBeOpen, statesOfGiftIdeas } from '../exchanges/permissions.ts'
import type { World } from '../world.ts'

/**
 * Stores what a participant wishes for. On the last evening everyone does that at once, and one text is all that changes, so it is
 * written by one statement, without entities, in a twentieth of the time. With a `version`, the instant in milliseconds of the last
 * change that the writer has seen, nothing newer is overwritten. Throws RuleBroken, SignedOut.
 */
export async function wishFor(em: EntityManager, world: World, me: Me, giftIdeas: string, version?: number): Promise<void> {
  const seen = version === undefined ? [] : [new Date(version), giftIdeas]
  const stored = await writeAtOnce(
    em,
    `update participant set gift_ideas = ?, updated_at = ?
      where id = ? and exists (select 1 from session where id = ?) ${version === undefined ? '' : 'and (updated_at = ? or gift_ideas = ?)'} and exchange_id in (select id from exchange where id = ? and state in (${statesOfGiftIdeas.map(() => '?').join()}))`,
    [giftIdeas, world.now(), me.id, me.sessionId, ...seen, me.exchangeId, ...statesOfGiftIdeas],
  )
  if (stored > 0) return
  const exchange = await row<Pick<Exchange, 'name' | 'state'>>(
    em,
    'select e.name, e.state from session s join participant p on p.id = s.participant_id join exchange e on e.id = p.exchange_id where s.id = ?',
    [me.sessionId],
  )
  if (!exchange) throw new SignedOut('participant')
  giftIdeasMustBeOpen(exchange)
  throw new RuleBroken({ code: 'changed meanwhile' })
}
