import type { EntityManager } from '../database/orm.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Exchange } from './exchange.ts'
import { holdExchange } from './hold-exchange.ts'

/** Moves an exchange along its life by one of its own verbs; of two at once, the second finds it moved. Throws NotFound. */
export function changeState(em: EntityManager, id: string, change: (exchange: Exchange) => void): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, id)
    change(exchange)
  })
}
