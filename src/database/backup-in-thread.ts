import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Place } from './orm.ts'

/** The thread's program: as it stands here while developing, bundled beside the server otherwise. */
const program = new URL(import.meta.url.endsWith('.ts') ? '../backup-thread.ts' : './backup-thread.js', import.meta.url)

/** Does what `backUp` does in a thread of its own, so that the site answers meanwhile, however large the database is. */
export async function backUpInThread(place: Place, target: string): Promise<void> {
  const thread = new Worker(program, { workerData: { place, target } })
  try {
    await once(thread, 'message')
  } finally {
    await thread.terminate()
  }
}
