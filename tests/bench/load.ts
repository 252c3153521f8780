import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { processorTime } from './server.ts'

const run = promisify(execFile)
const autocannon = fileURLToPath(import.meta.resolve('autocannon'))

/** One page of one server: where it is and the cookie that opens it. */
export type Target = { pid: number; url: string; cookie: string }

/** What one round showed; `p99` is in whole milliseconds, `processorTime` what the server used, in microseconds. */
export type Round = { requests: number; perSecond: number; p99: number; processorTime: number }

type Result = { requests: { total: number }; latency: { p99: number }; duration: number; errors: number; non2xx: number }

/** Loads a page for some seconds from a process of its own, over 10 connections. Throws unless every answer was a 2xx. */
export async function load({ pid, url, cookie }: Target, seconds: number): Promise<Round> {
  const before = processorTime(pid)
  const options = ['--connections', '10', '--duration', String(seconds), '--sampleInt', '100', '--headers', `cookie: ${cookie}`, '--json', '--no-progress']
  const { stdout } = await run(process.execPath, [autocannon, ...options, url], { timeout: (seconds + 10) * 1000 })
  const { requests, latency, duration, errors, non2xx } = JSON.parse(stdout) as Result
  if (errors + non2xx > 0) throw new Error(`${url} gave ${errors} errors and ${non2xx} answers that are not 2xx.`)
  return { requests: requests.total, perSecond: requests.total / duration, p99: latency.p99, processorTime: processorTime(pid) - before }
}
