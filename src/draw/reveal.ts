import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdMeSignedIn } from '../participants/find-person.ts'
import { countOf } from '../participants/namesakes.ts'
import type { Services } from '../services.ts'
import { Match } from './match.ts'
import { openOrRefuse, openReceiver } from './seal.ts'

/** Whom a giver gives to, as of now, and for what occasion; `namesakes` is how many the giver might take for that person by the name. */
export type Receiver = { name: string; giftIdeas: string; namesakes: number; occasion: Occasion }

/** What somebody who looks for a gift has to know of the exchange. */
type Occasion = Pick<Exchange, 'name' | 'description' | 'budget' | 'exchangeDate' | 'state'> & { exchangeId: string }

type Giver = Pick<Me, 'id' | 'exchangeId'>

/** Shows a giver's match from now on, or hides it again. Throws SignedOut, and RuleBroken while nothing is drawn or when the match can't be opened. */
export function revealMatch(em: EntityManager, services: Services, me: Me, isShown: boolean): Promise<void> {
  return em.transactional(async (transaction) => {
    await holdMeSignedIn(transaction, me)
    if (isShown) return showMatch(transaction, services, me)
    const match = await findMatch(transaction, me)
    match.hide()
  })
}

/** Shows a giver's match from now on, in the caller's transaction. Throws RuleBroken as `revealMatch` does. */
export async function showMatch(em: EntityManager, services: Services, giver: Giver): Promise<void> {
  const match = await findMatch(em, giver)
  openOwn(services, giver, match.exchange.unwrap().drawId ?? '', match.sealedReceiver)
  match.reveal(services.world.now())
}

async function findMatch(em: EntityManager, { id, exchangeId }: Giver): Promise<Match> {
  const match = await em.findOne(Match, { giver: id, exchange: exchangeId }, { populate: ['exchange'] })
  if (!match) throw new RuleBroken({ code: 'not drawn yet' })
  return match
}

/** Whom a giver gives to, with the newest gift ideas; undefined unless the match is drawn and revealed. Throws RuleBroken when it can’t be opened. */
export async function readReceiver(em: EntityManager, services: Services, me: Me): Promise<Receiver | undefined> {
  const match = await row<{ drawId: string; sealed: string; revealed: number } & Occasion>(
    em,
    `select e.draw_id as "drawId", m.sealed_receiver as sealed, m.revealed, e.id as "exchangeId", e.name, e.description, e.budget, e.exchange_date as "exchangeDate", e.state
       from "match" m join exchange e on e.id = m.exchange_id
      where m.giver_id = ? and m.exchange_id = ?`,
    [me.id, me.exchangeId],
  )
  if (!match) return undefined
  const { drawId, sealed, revealed, ...occasion } = match
  const receiverId = openOwn(services, me, drawId, sealed)
  if (!revealed) return undefined
  const sql = 'select name, gift_ideas as "giftIdeas" from participant where id = ? and exchange_id = ?'
  const receiver = await row<Pick<Receiver, 'name' | 'giftIdeas'>>(em, sql, [receiverId, me.exchangeId])
  if (!receiver) return undefined
  const others = 'select name from participant where exchange_id = ? and withdrawn_at is null and id <> ?'
  const names = (await rows<{ name: string }>(em, others, [me.exchangeId, me.id])).map(({ name }) => name)
  return { ...receiver, namesakes: countOf(receiver.name, names), occasion }
}

/** Hidden or shown, a match that was tampered with is told of. */
function openOwn({ vault, log }: Services, me: Giver, drawId: string, sealed: string): string {
  return openOrRefuse(log, { exchange: me.exchangeId, giver: me.id }, 'match is shut', () => openReceiver(vault, drawId, me.id, sealed))
}
