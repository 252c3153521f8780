import { parentPort, workerData } from 'node:worker_threads'
import { backUp } from './database/backup.ts'
import { entities } from './entities.ts'

/** One backup for whoever started this thread. */
parentPort?.postMessage(await backUp(workerData.place, workerData.target, entities))
