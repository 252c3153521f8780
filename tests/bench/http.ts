import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { load, type Round } from './load.ts'
import { type Seeded, seed } from './seed.ts'
import { type Running, residentMemory, start } from './server.ts'

const starts = 5
const rounds = 5
const secondsEach = 2
const secondsToWarmUp = 1

const names = ['app', 'limit, Hono', 'limit, node:http'] as const
type Name = (typeof names)[number]
type Each<Value> = Record<Name, Value>
type Page = { name: string; path: string }

const limitProgram = fileURLToPath(import.meta.resolve('./limit.ts'))

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
await benchmark()

/** Measures the app beside the limit on the same rows, and prints the figures. */
async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const running: Running[] = []
  try {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load average ${loadavg()[0]?.toFixed(2)}\n`)
    const seeded = prepare(folder)
    console.log(`start to first answer: ${await startUpTime(folder)}\n`)

    const servers = {} as Each<Running>
    for (const name of names) {
      servers[name] = await start((port) => command(name, folder, port))
      running.push(servers[name])
    }
    const pages = [
      { name: 'invitation page', path: `/exchange/${seeded.slug}/register` },
      { name: 'dashboard', path: '/participant/dashboard' },
    ]
    for (const page of pages) await printSizes(page, servers, seeded)
    await pause(1000)
    const atRest = residentMemory(servers.app.pid)
    const measured = await measure(pages, servers, seeded)
    const afterLoad = residentMemory(servers.app.pid)
    for (const [page, results] of measured) printSpeed(page, results)
    console.log(`resident memory of the app: ${atRest.toFixed(0)} MB at rest, ${afterLoad.toFixed(0)} MB after load`)
  } finally {
    await Promise.all(running.map((server) => server.stop()))
  }
}

/** Builds the app and makes the database; the limit gets a copy of the file. */
function prepare(folder: string): Seeded {
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  execFileSync(process.execPath, ['dist/cli.js', 'migrate'], { env: appEnvironment(folder, 1), stdio: ['ignore', 'ignore', 'inherit'] })
  const seeded = seed(join(folder, 'sneaky-klaus.sqlite'))
  copyFileSync(join(folder, 'sneaky-klaus.sqlite'), join(folder, 'limit.sqlite'))
  return seeded
}

function appEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', DATA_DIR: folder, PORT: String(port), BASE_URL: `http://localhost:${port}` }
}

async function startUpTime(folder: string): Promise<string> {
  const times: number[] = []
  for (let round = 0; round < starts; round++) {
    const server = await start((port) => command('app', folder, port))
    await server.stop()
    times.push(server.startedIn)
  }
  return `${median(times).toFixed(0)} ms (median of ${starts}, ${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`
}

function command(name: Name, folder: string, port: number) {
  if (name === 'app') return { args: ['dist/cli.js', 'serve'], env: appEnvironment(folder, port) }
  return { args: [limitProgram, name === 'limit, Hono' ? 'hono' : 'node', join(folder, 'limit.sqlite'), String(port)] }
}

async function printSizes(page: Page, servers: Each<Running>, { cookie }: Seeded): Promise<void> {
  const sizes: string[][] = []
  let reference: string | undefined
  for (const name of names) {
    const ask = (encoding: string) => fetch(servers[name].origin + page.path, { headers: { cookie, 'accept-encoding': encoding }, redirect: 'manual' })
    const response = await ask('identity')
    const compressed = (await ask('gzip')).headers.get('Content-Length') ?? ''
    const html = await response.text()
    const headers = headersOf(response)
    const comparable = withoutHashes(html) + headers
    reference ??= comparable
    sizes.push([name, String(Buffer.byteLength(html)), compressed, String(headers.length), comparable === reference ? 'yes' : 'no'])
  }
  print([[page.name, 'HTML, bytes', 'for who takes gzip', 'headers, bytes', 'same as app'], ...sizes])
}

/** The address of an asset names its content, and a whole address the app's port, which the limit does not know. */
function withoutHashes(html: string): string {
  return html.replace(/(\/assets\/\w+\.)[\w-]{10}\./g, '$1.').replace(/http:\/\/localhost:\d+/g, 'http://localhost')
}

/** All but the date, which moves on between two answers. */
function headersOf(response: Response): string {
  return [...response.headers].flatMap(([name, value]) => (name === 'date' ? [] : `${name}: ${value}\r\n`)).join('')
}

/** Lets the servers take turns in each of the rounds, so that whatever else the machine does befalls all alike. */
async function measure(pages: Page[], servers: Each<Running>, { cookie }: Seeded): Promise<Map<Page, Each<Round[]>>> {
  const measured = new Map(pages.map((page) => [page, Object.fromEntries(names.map((name) => [name, []])) as unknown as Each<Round[]>]))
  for (let round = 0; round <= rounds; round++) {
    for (const [page, results] of measured) {
      for (const name of names) {
        const { pid, origin } = servers[name]
        const result = await load({ pid, url: origin + page.path, cookie }, round === 0 ? secondsToWarmUp : secondsEach)
        if (round > 0) results[name].push(result)
      }
    }
  }
  return measured
}

function printSpeed({ name: page }: Page, results: Each<Round[]>): void {
  const lines = names.map((name) => {
    const perSecond = median(results[name].map((round) => round.perSecond))
    const p99 = median(results[name].map((round) => round.p99))
    const share = name === 'app' ? '' : shareReached(results.app, results[name])
    const cost = name === 'app' ? '' : (processorTimeEach(results.app) / processorTimeEach(results[name])).toFixed(2)
    return [name, perSecond.toFixed(0), p99.toFixed(0), processorTimeEach(results[name]).toFixed(0), share, cost]
  })
  print([[page, 'requests/s', 'p99, ms', 'CPU µs/request', 'requests/s, app / this', 'CPU, app / this'], ...lines])
}

/** The ratio of the requests per second of the same round: the median over the rounds, with the lowest and the highest. */
function shareReached(app: Round[], limit: Round[]): string {
  const shares = app.map(({ perSecond }, round) => perSecond / (limit[round]?.perSecond ?? Number.NaN))
  return `${median(shares).toFixed(2)} (${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)})`
}

/** Over all rounds together, since /proc counts coarsely. */
function processorTimeEach(list: Round[]): number {
  const total = (figure: 'processorTime' | 'requests') => list.reduce((sum, round) => sum + round[figure], 0)
  return total('processorTime') / total('requests')
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** Prints a table: the first column to the left, figures to the right. */
function print(table: string[][]): void {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of table) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  }
  console.log()
}
