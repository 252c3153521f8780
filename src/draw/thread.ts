import { randomInt } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { sampleDraw } from './engine/sample.ts'

/** One draw for whoever started this thread. */
parentPort?.postMessage(sampleDraw(workerData, (limit) => randomInt(limit)) ?? null)
