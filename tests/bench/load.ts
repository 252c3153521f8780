import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { processorTime, type Running } from './server.ts'

const run = promisify(execFile)
const loader = fileURLToPath(import.meta.resolve('./loader.ts'))

/** What to send where: a page to get, or forms, to `paths` in turn, as somebody who carries `cookie`. */
export type Load = {
  origin: string
  what: 'page' | 'registration' | 'gift ideas'
  paths: readonly string[]
  cookie: string
  connections: number
  seconds: number
}

/** What one round showed; `p50` and `p99` are in whole milliseconds, `processorTime` what the server used, in microseconds. */
export type Round = { requests: number; perSecond: number; p50: number; p99: number; processorTime: number }

type Result = {
  requests: { total: number }
  latency: { p50: number; p99: number }
  duration: number
  errors: number
  statusCodeStats: Record<string, { count: number }>
}

/** Loads the server `pid` for some seconds from a process of its own. Throws unless every answer was a page, or the way on from a form that was taken. */
export async function load(pid: number, wanted: Load): Promise<Round> {
  const before = processorTime(pid)
  const { stdout } = await run(process.execPath, [loader, JSON.stringify(wanted)], { timeout: (wanted.seconds + 20) * 1000, maxBuffer: 1e7 })
  const { requests, latency, duration, errors, statusCodeStats } = JSON.parse(stdout) as Result
  const statuses = Object.keys(statusCodeStats).join()
  const isRight = requests.total === 0 || statuses === (wanted.what === 'page' ? '200' : '303')
  if (errors > 0 || !isRight) throw new Error(`${wanted.origin} gave ${errors} errors, and answers ${statuses}.`)
  return { requests: requests.total, perSecond: requests.total / duration, p50: latency.p50, p99: latency.p99, processorTime: processorTime(pid) - before }
}

/** Spreads a load over the servers of one site, as `load` does for one. Sums what they did; the percentiles are those of the slowest. */
export async function loadSite(servers: readonly Running[], wanted: Omit<Load, 'origin'>): Promise<Round> {
  const share = (place: number) => Math.floor((wanted.connections + place) / servers.length)
  const rounds = await Promise.all(servers.map(({ pid, origin }, place) => load(pid, { ...wanted, origin, connections: share(place) })))
  const sum = (figure: keyof Round) => rounds.reduce((total, round) => total + round[figure], 0)
  const slowest = (figure: 'p50' | 'p99') => Math.max(...rounds.map((round) => round[figure]))
  return { requests: sum('requests'), perSecond: sum('perSecond'), p50: slowest('p50'), p99: slowest('p99'), processorTime: sum('processorTime') }
}
