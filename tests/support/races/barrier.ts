import { AsyncLocalStorage } from 'node:async_hooks'
import { onTestFinished } from 'vitest'
import type { EntityManager } from '../../../src/database/orm.ts'
import { Turns } from '../../../src/database/turns.ts'

/** Whoever sent the request that a transaction belongs to, told when it asks for its turn. */
const sender = new AsyncLocalStorage<{ asked(): void }>()

/** Notes, until the test ends, which request asks for a turn to write: it has passed its guard then, and changed nothing yet. */
export function watchTurns(): void {
  const { take } = Turns.prototype
  Turns.prototype.take = function (this: Turns) {
    sender.getStore()?.asked()
    return take.call(this)
  }
  onTestFinished(() => {
    Turns.prototype.take = take
  })
}

/** Sends `request` and waits until it has an answer or stands in the queue of writers. Gives the answer to come. */
export async function queueUp<Answer>(request: () => Promise<Answer>): Promise<{ answer: Promise<Answer> }> {
  const standsInQueue = Promise.withResolvers<void>()
  const answer = sender.run({ asked: () => standsInQueue.resolve() }, request)
  await Promise.race([answer, standsInQueue.promise])
  return { answer }
}

/** Holds the turn to write until the returned function is called. */
export async function holdTurn(em: EntityManager): Promise<() => Promise<void>> {
  const [held, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const over = em.transactional(async () => {
    held.resolve()
    await gate.promise
  })
  await Promise.race([held.promise, over])
  return () => {
    gate.resolve()
    return over
  }
}
