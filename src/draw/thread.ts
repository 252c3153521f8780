import { parentPort, workerData } from 'node:worker_threads'
import { realWorld } from '../world.ts'
import { randomNumbers } from './engine/random.ts'
import { sampleDraw } from './engine/sample.ts'

const { randomBytes } = realWorld('')

/** One draw for whoever started this thread. Its many random numbers come from the operating system by the page. */
const randomBelow = randomNumbers((words) => words.set(new Uint32Array(Uint8Array.from(randomBytes(words.byteLength)).buffer)))
parentPort?.postMessage(sampleDraw(workerData, randomBelow) ?? null)
