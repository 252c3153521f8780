import { setTimeout as pause } from 'node:timers/promises'
import type { Serving } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import type { Outcome } from '../outcome.ts'

/** Work that may take longer than a request should: it goes on behind it, one of a name at a time. */
export type BackgroundTasks = {
  /**
   * Starts `work` under a name and waits for it for a moment. Returns whether it is done; what is not goes on. Refused
   * as the work is meanwhile, and when one of that name is under way already; throws what the work throws meanwhile.
   */
  start(name: string, work: (stop: AbortSignal) => Promise<Outcome>): Promise<Outcome<boolean>>
  /** Whether work of that name is under way, here or in another process. */
  isUnderWay(name: string): Promise<boolean>
  /** Stops whatever is under way and waits until it has. */
  stop(): Promise<void>
}

/** `moment` is how long `start` waits at most, in milliseconds; `warn` hears of failures that nobody waited for. What other processes do is asked of `serving`. */
export function createBackgroundTasks(
  serving: Pick<Serving, 'unlessDoneElsewhere' | 'isDoneElsewhere'>,
  warn: (failure: unknown) => void,
  moment = 1500,
): BackgroundTasks {
  const running = new Map<string, Promise<Outcome>>()
  const stopping = new AbortController()
  const unlessDoneElsewhere = async (name: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    let outcome: Outcome = { refusal: { code: 'draw is under way' } }
    await serving.unlessDoneElsewhere(name, async () => {
      outcome = await work()
    })
    return outcome
  }
  return {
    async start(name, work) {
      if (running.has(name)) return { refusal: { code: 'draw is under way' } }
      let isWaitedFor = true
      const doing = unlessDoneElsewhere(name, () => work(stopping.signal)).finally(() => running.delete(name))
      running.set(name, doing)
      doing.catch((failure) => {
        // What it was about may be gone by now, which is nobody's fault.
        if (!isWaitedFor && !(failure instanceof NotFound)) warn(failure)
      })
      const outcome = await doneWithin(moment, doing)
      isWaitedFor = false
      return outcome
    },
    isUnderWay: async (name) => running.has(name) || (await serving.isDoneElsewhere(name)),
    async stop() {
      stopping.abort()
      await Promise.allSettled(running.values())
    },
  }
}

/** Whether work is done within so many milliseconds, or why it was refused. Throws what it throws meanwhile. */
function doneWithin(milliseconds: number, work: Promise<Outcome>): Promise<Outcome<boolean>> {
  const patience = new AbortController()
  return Promise.race([
    work.then(({ refusal }): Outcome<boolean> => (refusal ? { refusal } : { value: true })).finally(() => patience.abort()),
    pause(milliseconds, { value: false }, { signal: patience.signal }).catch(() => ({ value: false })),
  ])
}
