import { setTimeout as pause } from 'node:timers/promises'
import type { Serving } from '../database/orm.ts'
import { NotFound, RuleBroken } from '../errors.ts'

/** Work that may take longer than a request should: it goes on behind it, one of a name at a time. */
export type BackgroundTasks = {
  /**
   * Starts `work` under a name and waits for it for a moment. Returns whether it is done; what is not goes on. Throws
   * what the work throws meanwhile, and RuleBroken when one of that name is under way already.
   */
  start(name: string, work: (stop: AbortSignal) => Promise<void>): Promise<boolean>
  /** Whether work of that name is under way, and for how many milliseconds where it is here; undefined when none is. */
  underWay(name: string): Promise<{ milliseconds?: number } | undefined>
  /** Why the last work of that name failed after the moment was over, told once. */
  takeFailure(name: string): unknown
  /** Stops whatever is under way and waits until it has. */
  stop(): Promise<void>
}

/** `moment` is how long `start` waits at most, in milliseconds; `warn` hears of failures that nobody waited for. What other processes do is asked of `serving`. */
export function createBackgroundTasks(
  serving: Pick<Serving, 'unlessDoneElsewhere' | 'isDoneElsewhere'>,
  warn: (failure: unknown) => void,
  moment = 1500,
): BackgroundTasks {
  const running = new Map<string, { since: number; work: Promise<void> }>()
  const failures = new Map<string, unknown>()
  const stopping = new AbortController()
  const unlessDoneElsewhere = async (name: string, work: () => Promise<void>) => {
    if (!(await serving.unlessDoneElsewhere(name, work))) throw new RuleBroken({ code: 'draw is under way' })
  }
  return {
    async start(name, work) {
      if (running.has(name)) throw new RuleBroken({ code: 'draw is under way' })
      failures.delete(name)
      let isWaitedFor = true
      const doing = unlessDoneElsewhere(name, () => work(stopping.signal)).finally(() => running.delete(name))
      running.set(name, { since: performance.now(), work: doing })
      doing.catch((failure) => {
        if (isWaitedFor) return
        failures.set(name, failure)
        // What it was about may be gone by now, which is nobody's fault.
        if (!(failure instanceof RuleBroken || failure instanceof NotFound)) warn(failure)
      })
      const patience = new AbortController()
      const outcome = await Promise.race([
        doing.then(() => true).finally(() => patience.abort()),
        pause(moment, false, { signal: patience.signal }).catch(() => false),
      ])
      isWaitedFor = false
      return outcome
    },
    async underWay(name) {
      const found = running.get(name)
      if (found) return { milliseconds: Math.round(performance.now() - found.since) }
      return (await serving.isDoneElsewhere(name)) ? {} : undefined
    },
    takeFailure(name) {
      const failure = failures.get(name)
      failures.delete(name)
      return failure
    },
    async stop() {
      stopping.abort()
      await Promise.allSettled([...running.values()].map(({ work }) => work))
    },
  }
}
