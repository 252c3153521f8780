import type { EntityManager } from './database/orm.ts'
import { RuleBroken } from './errors.ts'
import type { Refusal } from './language/refusals.ts'

/** What a verb returns: what it did, or why nothing was done. */
export type Outcome<Value = void> = { refusal?: undefined; value: Value } | { refusal: Refusal; value?: undefined }

/** Runs a verb in one transaction. A `RuleBroken` that a noun throws rolls everything back and becomes the refusal. Throws whatever else `work` throws. */
export function attempt<Value>(em: EntityManager, work: (em: EntityManager) => Promise<Value>): Promise<Outcome<Value>> {
  return outcomeOf(em.transactional(work))
}

/** The outcome of work that has transactions of its own, as `attempt` gives it. */
export async function outcomeOf<Value>(work: Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof RuleBroken) return { refusal: error.refusal }
    throw error
  }
}
