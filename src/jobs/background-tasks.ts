import { setTimeout as pause } from 'node:timers/promises'
import type { Serving } from '../database/orm.ts'
import { NotFound } from '../errors.ts'
import type { Refusal } from '../language/refusals.ts'
import type { Outcome } from '../outcome.ts'

/** Work that may take longer than a request should: it goes on behind it, one of a name at a time. */
export type BackgroundTasks = {
  /**
   * Starts `work` under a name and waits for it for a moment. Returns whether it is done; what is not goes on. Refused
   * as the work is meanwhile, and when one of that name is under way already; throws what the work throws meanwhile.
   */
  start(name: string, work: (stop: AbortSignal) => Promise<Outcome>): Promise<Outcome<boolean>>
  /** Whether work of that name is under way, and for how many milliseconds where it is here; undefined when none is. */
  underWay(name: string): Promise<{ milliseconds?: number } | undefined>
  /** Why the last work of that name failed here after the moment was over; undefined when it did not. */
  failureOf(name: string): { refusal?: Refusal } | undefined
  /** Stops whatever is under way and waits until it has. */
  stop(): Promise<void>
}

/** `moment` is how long `start` waits at most, in milliseconds; `warn` hears of failures that nobody waited for. What other processes do is asked of `serving`. */
export function createBackgroundTasks(
  serving: Pick<Serving, 'unlessDoneElsewhere' | 'isDoneElsewhere'>,
  warn: (failure: unknown) => void,
  moment = 1500,
): BackgroundTasks {
  const running = new Map<string, { since: number; work: Promise<Outcome> }>()
  const failures = new Map<string, { refusal?: Refusal }>()
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
      failures.delete(name)
      let isWaitedFor = true
      const doing = unlessDoneElsewhere(name, () => work(stopping.signal)).finally(() => running.delete(name))
      running.set(name, { since: performance.now(), work: doing })
      const noteFailure = ({ refusal }: Outcome) => refusal && !isWaitedFor && failures.set(name, { refusal })
      doing.then(noteFailure, (failure) => {
        if (isWaitedFor) return
        failures.set(name, {})
        // What it was about may be gone by now, which is nobody's fault.
        if (!(failure instanceof NotFound)) warn(failure)
      })
      const outcome = await doneWithin(moment, doing)
      isWaitedFor = false
      return outcome
    },
    async underWay(name) {
      const found = running.get(name)
      if (found) return { milliseconds: Math.round(performance.now() - found.since) }
      return (await serving.isDoneElsewhere(name)) ? {} : undefined
    },
    failureOf: (name) => failures.get(name),
    async stop() {
      stopping.abort()
      await Promise.allSettled([...running.values()].map(({ work }) => work))
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
