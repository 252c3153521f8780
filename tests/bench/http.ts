import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { takeAnswers } from './answers.ts'
import { type Load, load, type Round } from './load.ts'
import { type Each, median, type Name, names, print, printRounds } from './report.ts'
import { forgetRegistrations, type Seeded, seed } from './seed.ts'
import { type Running, residentMemory, start } from './server.ts'
import { appEnvironment, command, hasFlask } from './servers.ts'

const starts = 5
const rounds = 5
const secondsEach = 2
const secondsToWarmUp = 1

/** A kind of request that is measured; Flask has the pages only. */
type Measured = Omit<Load, 'origin' | 'cookie' | 'seconds'> & { title: string; servers: Name[] }

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
await benchmark()

/** Measures the app beside the limit, and beside Flask where it is at hand, on the same rows, and prints the figures. */
async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const running: Each<Running> = {}
  try {
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load average ${loadavg()[0]?.toFixed(2)}\n`)
    const seeded = await prepare(folder)
    console.log(`start to first answer: ${await startUpTime(folder)}\n`)
    const present = names.filter((name) => name !== 'Flask' || hasFlask())
    if (!present.includes('Flask')) console.log('Flask is left out: it needs the packages python3-flask, python3-sqlalchemy and gunicorn.\n')
    for (const name of present) running[name] = await start((port) => command(name, folder, port))
    await pause(1000)
    const { pid } = running.app as Running
    const atRest = residentMemory(pid)
    await printSizes('invitation page', seeded.invitation, running, seeded)
    await printSizes('dashboard', seeded.dashboard, running, seeded)
    const afterFirstPages = residentMemory(pid)
    for (const kind of kindsOf(seeded, present)) printRounds(kind.title, await measure(kind, running, seeded, folder))
    console.log(
      `resident memory of the app: ${atRest.toFixed(0)} MB at rest, ${afterFirstPages.toFixed(0)} MB after the first pages, ${residentMemory(pid).toFixed(0)} MB after load`,
    )
  } finally {
    await Promise.all(Object.values(running).map((server) => server.stop()))
  }
}

function kindsOf(seeded: Seeded, present: Name[]): Measured[] {
  const page = { what: 'page', connections: 10, servers: present } as const
  const limits = present.filter((name) => name !== 'Flask')
  const registration = { what: 'registration', paths: seeded.slugs.map((slug) => `/exchange/${slug}/register`), servers: limits } as const
  const giftIdeas = { what: 'gift ideas', paths: ['/participant/gift-ideas'], servers: limits } as const
  const kinds: Measured[] = [
    { ...page, title: 'invitation page', paths: [seeded.invitation] },
    { ...page, title: 'dashboard', paths: [seeded.dashboard] },
    { ...registration, title: 'registration, 10 connections', connections: 10 },
    { ...registration, title: 'registration, 100 connections', connections: 100 },
    { ...giftIdeas, title: 'gift ideas, 10 connections', connections: 10 },
    { ...giftIdeas, title: 'gift ideas, 100 connections', connections: 100 },
  ]
  const [, , wanted] = process.argv
  return wanted === undefined ? kinds : kinds.filter(({ title }) => title.startsWith(wanted))
}

/** Builds the app, makes the database, and takes the app's answers as templates; the others get copies of the file. */
async function prepare(folder: string): Promise<Seeded> {
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  execFileSync(process.execPath, ['dist/cli.js', 'migrate'], { env: appEnvironment(folder, 1), stdio: ['ignore', 'ignore', 'inherit'] })
  const file = join(folder, 'sneaky-klaus.sqlite')
  const seeded = seed(file)
  const app = await start((port) => command('app', folder, port))
  await takeAnswers(app.origin, folder, seeded)
  await app.stop()
  forgetRegistrations(file)
  for (const other of ['hono', 'node', 'flask']) copyFileSync(file, join(folder, `${other}.sqlite`))
  return seeded
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

async function printSizes(title: string, path: string, servers: Each<Running>, { cookie }: Seeded): Promise<void> {
  const sizes: string[][] = []
  let reference: string | undefined
  for (const [name, { origin }] of Object.entries(servers)) {
    const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' })
    const html = await response.text()
    const content = comparable(html)
    reference ??= content
    sizes.push([name, String(Buffer.byteLength(html)), content === reference ? 'yes' : 'no'])
  }
  print([[title, 'HTML, bytes', 'same as app'], ...sizes])
}

/** Whole addresses name the app's port, and Jinja spells quotation marks another way. */
function comparable(html: string): string {
  return html
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1')
    .replaceAll('&#34;', '&quot;')
    .trim()
}

/** Lets the servers take turns in each of the rounds, so that whatever else the machine does befalls all alike. */
async function measure({ title: _, servers: wanted, ...what }: Measured, servers: Each<Running>, { cookie }: Seeded, folder: string): Promise<Each<Round[]>> {
  const results: Each<Round[]> = Object.fromEntries(wanted.map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const name of wanted) {
      const { pid, origin } = servers[name] as Running
      const result = await load(pid, { ...what, origin, cookie, seconds: round === 0 ? secondsToWarmUp : secondsEach })
      if (round > 0) results[name]?.push(result)
    }
    if (what.what === 'registration') for (const file of ['sneaky-klaus', 'hono', 'node']) forgetRegistrations(join(folder, `${file}.sqlite`))
  }
  return results
}
