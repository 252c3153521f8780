import { performance } from 'node:perf_hooks'
import type { Report } from './context.ts'

/** The share of the time that the process may have worked since the last look and still counts as idle. */
const idle = 0.05
/** By how many bytes the heap has to have grown for a collection to be worth its pause of some 50 ms. */
const worthIt = 8 * 2 ** 20

/** What the job looks at, and can do: the share of the time worked since it last asked, the size of the heap in bytes, a full collection. */
export type Heap = { worked(): number; size(): number; collect(): void }

/**
 * A job that gives back the memory which a start, and later each busy time, leaves behind: V8 keeps what its heap has grown to,
 * most of it empty, until it has to collect again. Everybody waits for a collection, so it comes when nobody is there.
 */
export function freeingMemory(heap: Heap = ownHeap()): () => Promise<Report> {
  let left: number | undefined
  return async () => {
    const isIdle = heap.worked() <= idle
    if (left !== undefined && !(isIdle && heap.size() >= left + worthIt)) return {}
    heap.collect()
    left = heap.size()
    return {}
  }
}

/** The heap of this process, which can be told to collect when Node was started with `--expose-gc`. */
function ownHeap(): Heap {
  let last = performance.eventLoopUtilization()
  return {
    worked: () => {
      const { utilization } = performance.eventLoopUtilization(last)
      last = performance.eventLoopUtilization()
      return utilization
    },
    size: () => process.memoryUsage().heapTotal,
    collect: () => globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' }),
  }
}
