import { AsyncLocalStorage } from 'node:async_hooks'
import { inject, onTestFinished } from 'vitest'
import { Writers } from '../../../src/database/postgresql/writers.ts'
import { GroupCommit } from '../../../src/database/sqlite/group-commit.ts'

/** The request that a transaction belongs to: what it does before each of its transactions. */
const request = new AsyncLocalStorage<{ atDoor(): Promise<void> }>()

let isWatching = false

/** Lets requests be stopped before their transactions, until the test ends. */
export function watchDoors(): void {
  if (isWatching) return
  isWatching = true
  onTestFinished(() => {
    isWatching = false
  })
  if (inject('postgres')) {
    const { enter } = Writers.prototype
    Writers.prototype.enter = async function (this: Writers, row) {
      await request.getStore()?.atDoor()
      return enter.call(this, row)
    }
    onTestFinished(() => void Object.assign(Writers.prototype, { enter }))
  } else {
    const { begin } = GroupCommit.prototype
    GroupCommit.prototype.begin = async function (this: GroupCommit) {
      await request.getStore()?.atDoor()
      return begin.call(this)
    }
    onTestFinished(() => void Object.assign(GroupCommit.prototype, { begin }))
  }
}

/**
 * Sends a request that stops before its transaction number `door`, counted from 1, where it has seen what it goes by and not yet changed
 * what it is about to. Gives the answer to come, whether the request got that far, what lets
 * it go on, and how many transactions it has begun or is about to.
 */
export async function stopAt<Answer>(door: number, send: () => Promise<Answer>) {
  const [arrived, gate] = [Promise.withResolvers<true>(), Promise.withResolvers<void>()]
  let doors = 0
  const answer = request.run(
    {
      async atDoor() {
        if (++doors !== door) return
        arrived.resolve(true)
        await gate.promise
      },
    },
    send,
  )
  const hasStopped = await Promise.race([arrived.promise, answer.then(() => false)])
  return { answer, hasStopped, goOn: () => gate.resolve(), doors: () => doors }
}
