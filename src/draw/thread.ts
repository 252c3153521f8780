import { parentPort, workerData } from 'node:worker_threads'
import { realWorld } from '../world.ts'
import { sampleDraw } from './engine/sample.ts'

/** One draw for whoever started this thread. */
parentPort?.postMessage(sampleDraw(workerData, realWorld('').randomBelow) ?? null)
