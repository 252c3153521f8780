import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import { NotFound, RuleBroken } from '../errors.ts'
import { Exchange, fewestParticipants } from '../exchanges/exchange.ts'
import { notifyAdmin } from '../exchanges/notify-admin.ts'
import { priorities, queueEmail } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Parts } from '../web/parts.ts'
import { matchReady } from './emails.ts'
import { randomCircle, shuffle } from './engine/circle.ts'
import { Match } from './match.ts'
import { sealReceiver } from './seal.ts'

/**
 * Draws who gives to whom: state, sealed matches and e-mails in one transaction, so that all are there or none.
 * Of simultaneous draws the second finds the names drawn. Throws RuleBroken.
 */
export function drawNames(em: EntityManager, parts: Parts, exchangeId: string): Promise<void> {
  const { world } = parts
  return em.transactional(async (transaction) => {
    const exchange = await transaction.findOne(Exchange, { id: exchangeId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!exchange) throw new NotFound('There is no such exchange.')
    const drawId = world.newId()
    exchange.becomeMatched(drawId)
    const people = await transaction.find(Participant, { exchange, withdrawnAt: null })
    mustBeEnough(people.length)
    const receivers = randomCircle(people.length, world.randomBelow)
    const pairs = people.map((giver, index) => ({ giver, receiver: people[receivers[index] as number] as Participant }))
    notifyAdmin(transaction, parts, exchange.id, 'draw done')
    // Rows keep the order in which they are stored, so that order has to be one that tells nothing.
    for (const { giver, receiver } of shuffle(pairs, world.randomBelow)) {
      const sealedReceiver = sealReceiver(parts.vault, drawId, giver.id, receiver.id)
      transaction.create(Match, { id: world.newId(), exchange, giver, sealedReceiver })
      tell(transaction, parts, exchange, drawId, giver, receiver)
    }
  })
}

function mustBeEnough(count: number): void {
  if (count < fewestParticipants)
    throw new RuleBroken(
      `A draw needs at least ${fewestParticipants} people, and ${count === 1 ? 'only one takes' : `${count} take`} part. Reopen registration first.`,
    )
}

function tell(em: EntityManager, parts: Parts, exchange: Exchange, drawId: string, giver: Participant, receiver: Participant): void {
  const envelope = {
    kind: 'match notification',
    recipient: giver.email,
    exchangeId: exchange.id,
    deduplicationKey: `match:${drawId}:${giver.id}`,
    priority: priorities.news,
    expiresAt: null,
  }
  queueEmail(em, parts, envelope, matchReady(parts.world, exchange, giver, exchange.matchInEmail ? receiver : undefined))
}
