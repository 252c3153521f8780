import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import type { EntityManager } from '../database/orm.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import type { Refusal } from '../language/refusals.ts'
import type { World } from '../world.ts'

const DrawAttemptSchema = defineEntity({
  name: 'DrawAttempt',
  tableName: 'draw_attempt',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false).unique(),
    /** Why it was refused, as JSON; null while it is under way, and when it broke off without a reason for people. */
    refusal: p.text().strictNullable(),
  },
})

/**
 * The last draw of an exchange that was begun and has not become a `Draw`, so that every instance says since when it is under way, and
 * why it failed. Whether it is still under way, the background tasks know: an instance may have been killed meanwhile.
 */
export class DrawAttempt extends DrawAttemptSchema.class {
  refuse(refusal: Refusal): void {
    this.refusal = JSON.stringify(refusal)
  }

  get whyRefused(): Refusal | undefined {
    return this.refusal === null ? undefined : JSON.parse(this.refusal)
  }
}
DrawAttemptSchema.setClass(DrawAttempt)

/** Notes that a draw begins, in place of the last attempt. Returns the new one's identifier. Throws NotFound. */
export function beginAttempt(em: EntityManager, world: World, exchangeId: string): Promise<string> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    await endAttempt(transaction, exchange)
    return transaction.create(DrawAttempt, { id: world.newId(), exchange, refusal: null }).id
  })
}

/** Forgets the attempt of an exchange, since its names are drawn, in the caller's transaction. */
export async function endAttempt(em: EntityManager, exchange: Exchange): Promise<void> {
  await em.nativeDelete(DrawAttempt, { exchange })
}

/** Notes why an attempt was refused; nothing when it is gone, with its exchange or for a newer one. */
export async function noteRefusal(em: EntityManager, id: string, refusal: Refusal): Promise<void> {
  await em.transactional(async (transaction) => (await transaction.findOne(DrawAttempt, { id }))?.refuse(refusal))
}

/** The last attempt of an exchange to draw names, unless they are drawn. */
export function readAttempt(em: EntityManager, exchangeId: string): Promise<DrawAttempt | null> {
  return em.findOne(DrawAttempt, { exchange: exchangeId })
}
