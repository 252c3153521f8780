import type { EntityManager } from './orm.ts'

/** Runs `work` in a transaction that is rolled back, and returns its result: so a page can say beforehand what would happen. */
export async function dryRun<Result>(em: EntityManager, work: (em: EntityManager) => Promise<Result>): Promise<Result> {
  const takenBack = new Error('taken back on purpose')
  let result: Result | undefined
  try {
    await em.fork().transactional(async (transaction) => {
      result = await work(transaction)
      throw takenBack
    })
  } catch (error) {
    if (error !== takenBack) throw error
  }
  return result as Result
}
