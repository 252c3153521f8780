import { setTimeout as pause } from 'node:timers/promises'
import type { TransactionOptions } from '@mikro-orm/core'
import { EntityManager } from '@mikro-orm/postgresql'

const mostTries = 5
const pauseMilliseconds = 10

/**
 * What a transaction loses to another one that ran at the same time: a deadlock (40P01), a serialization failure (40001), or a row
 * with the same unique values (23505), which it finds when it runs again.
 */
const lostRaces = ['40P01', '40001', '23505']

/** Does `work`, which is one transaction, again when it has lost a race, a few times at most. Throws what it throws. */
export async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === mostTries || !lostRaces.includes((error as { code?: string }).code ?? '')) throw error
      await pause(tries * pauseMilliseconds)
    }
  }
}

/** MikroORM's entity manager, whose transactions are retried; what happens inside of one belongs to it. */
export class RetryingEntityManager extends EntityManager {
  override transactional<Result>(work: (em: this) => Result | Promise<Result>, options?: TransactionOptions): Promise<Result> {
    const run = () => super.transactional(work, options)
    return this.isInTransaction() ? run() : retrying(run)
  }
}
