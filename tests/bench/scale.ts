import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { findPostgres, startPostgres } from '../support/postgres/server.ts'
import { type Load, loadSite, type Round } from './load.ts'
import { print } from './report.ts'
import { type Seeded, seed } from './seed.ts'
import { residentMemory } from './server.ts'
import { createDatabase, type Env, fileSite, postgresSite, runCommand, startSite, subfolder } from './sites.ts'
import { compareTwoExchanges } from './two-exchanges.ts'

const secondsEach = 1
const secondsToWarmUp = 0.5
/** How many exchanges there are beside the 20 that people can join. */
const sizes = { usual: 0, large: 1980 }

/** Only the database of this size, if one is named. */
const [, , wanted] = process.argv

/** What was measured of one site: a cell for each line of the table. */
type Column = Record<string, string>

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
await benchmark()

/** Measures the site with a file and with PostgreSQL, each with a usual database and with a large one, and prints the figures. */
async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-scale-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load average ${loadavg()[0]?.toFixed(2)}\n`)
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  const programs = findPostgres()
  if (programs === undefined) console.log('PostgreSQL is left out: it is not installed.\n')
  const server = programs === undefined ? undefined : await startPostgres(programs, false)
  const columns: [string, Column][] = []
  const add = async (site: Env, seeded: Seeded) => {
    columns.push([site.title, await measure(site, seeded, folder)])
    console.log(`${site.title}: measured, load average ${loadavg()[0]?.toFixed(2)}`)
  }
  try {
    for (const [size, drawn] of Object.entries(sizes).filter(([size]) => wanted === undefined || size === wanted)) {
      const home = subfolder(folder, size)
      const site = fileSite(`SQLite, ${size}`, home)
      const file = join(home, 'sneaky-klaus.sqlite')
      await runCommand(site, 'migrate')
      const seeded = seed(file, drawn)
      await add(site, seeded)
      if (!server) continue
      const url = await createDatabase(server, size)
      const one = postgresSite(`PostgreSQL, ${size}`, folder, 1, url)
      printMove(size, file, await runCommand(one, 'restore', file))
      await add(one, seeded)
      await add(postgresSite(`3 instances, ${size}`, folder, 3, url), seeded)
    }
  } finally {
    printColumns(columns)
    await server?.stop()
  }
}

async function measure(site: Env, seeded: Seeded, folder: string): Promise<Column> {
  const servers = await startSite(site)
  try {
    const column: Column = {}
    column['start to first answer, ms'] = String(Math.round(Math.max(...servers.map(({ startedIn }) => startedIn))))
    column['database, MB'] = ((await site.size()) / 1e6).toFixed(1)
    for (const [title, kind] of kindsOf(seeded)) {
      // What a hundred have asked for when it ends would be worked off during the measuring.
      if (kind.connections === 10) await loadSite(servers, { ...kind, seconds: secondsToWarmUp })
      column[title] = inWords(await loadSite(servers, { ...kind, seconds: secondsEach }))
    }
    column['registration into one exchange, into two, ratio'] = await compareTwoExchanges(servers, seeded.slugs, secondsEach)
    column['memory of each process after that, MB'] = Math.max(...servers.map(({ pid }) => residentMemory(pid))).toFixed(0)
    const dashboards = loadSite(servers, { ...page(seeded.dashboard, seeded.cookie), seconds: 2 * secondsEach })
    const backup = runCommand(site, 'backup', join(folder, `${site.title}.sqlite`))
    const meanwhile = await dashboards
    column['backup: seconds; dashboard’s p99 at first, ms'] = `${(await backup).toFixed(1)}; ${meanwhile.p99.toFixed(0)}`
    return column
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

type Kind = Omit<Load, 'origin' | 'seconds'>

/** What is measured, by its title; what adds rows comes last. */
function kindsOf({ invitation, dashboard, cookie, adminCookie, exchangeId, slugs }: Seeded): [string, Kind][] {
  const giftIdeas = { what: 'gift ideas', paths: ['/participant/gift-ideas'], cookie } as const
  const registration = { what: 'registration', paths: slugs.map((slug) => `/exchange/${slug}/register`), cookie: '' } as const
  return [
    ['invitation page', page(invitation, '')],
    ['dashboard', page(dashboard, cookie)],
    ['list of exchanges', page('/admin/dashboard', adminCookie)],
    ['people of one exchange', page(`/admin/exchange/${exchangeId}/participants`, adminCookie)],
    ['gift ideas, 10 connections', { ...giftIdeas, connections: 10 }],
    ['gift ideas, 100 connections', { ...giftIdeas, connections: 100 }],
    ['registration, 10 connections', { ...registration, connections: 10 }],
    ['registration, 100 connections', { ...registration, connections: 100 }],
  ]
}

function page(path: string, cookie: string): Kind {
  return { what: 'page', paths: [path], cookie, connections: 10 }
}

function inWords({ requests, perSecond, p50, p99, processorTime }: Round): string {
  return `${perSecond.toFixed(0)}/s ${p50}/${p99} ms ${((requests / processorTime) * 1e6).toFixed(0)}`
}

/** How long an installation takes to move from its file to PostgreSQL. */
function printMove(size: string, file: string, seconds: number): void {
  const database = new Database(file, { readonly: true })
  const tables = database.prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`).pluck().all() as string[]
  const count = tables.reduce((sum, name) => sum + (database.prepare(`select count(*) from "${name}"`).pluck().get() as number), 0)
  database.close()
  console.log(`\n${size} database to PostgreSQL: ${count} rows in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} rows/s\n`)
}

function printColumns(columns: [string, Column][]): void {
  const lines = Object.keys(columns[0]?.[1] ?? {})
  console.log('Of requests: how many per second, milliseconds of half of them and of 99 %, and how many per CPU second of the app’s processes.\n')
  print([['', ...columns.map(([title]) => title)], ...lines.map((line) => [line, ...columns.map(([, column]) => column[line] ?? '')])])
}
