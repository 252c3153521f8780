import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { DrawProblem } from './engine/problem.ts'
import type { SampledDraw } from './engine/sample.ts'

/** The thread's program: as it stands here while developing, bundled beside the server otherwise. */
const program = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './draw/thread.js', import.meta.url)

/**
 * Draws in a thread of its own, so that the site stays quick however long it takes. Returns undefined when no draw is
 * possible; throws when `stop` is given.
 */
export async function sampleInThread(problem: DrawProblem, stop?: AbortSignal): Promise<SampledDraw | undefined> {
  const thread = new Worker(program, { workerData: problem })
  try {
    const [sample] = await once(thread, 'message', { signal: stop })
    return sample ?? undefined
  } finally {
    await thread.terminate()
  }
}
