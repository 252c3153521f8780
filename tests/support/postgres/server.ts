import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { freePort } from '../free-port.ts'

/** The folder of PostgreSQL's programs, the newest if there are several; undefined when it is not installed. */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).toSorted((one, other) => Number(other) - Number(one)) : []
  const folders = [...versions.map((version) => join(root, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))))
}

/** `halt` stops it, with every connection, until `resume`; `stop` also takes its folder away. */
export type PostgresServer = { url(database: string): string; halt(): Promise<void>; resume(): Promise<void>; stop(): Promise<void> }

/**
 * Starts a server of its own in a new folder, on a free port of this machine. With `isCareless` it never waits for the disk; `prepare` may put
 * files into that folder, and returns what else is set.
 */
export async function startPostgres(programs: string, isCareless: boolean, prepare: (folder: string) => string[] = () => []): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-postgres-'))
  const who = servant()
  if (who) chownSync(folder, who.uid, who.gid)
  const as = { ...who, cwd: folder, stdio: 'ignore' } as const
  execFileSync(
    join(programs, 'initdb'),
    ['--pgdata', join(folder, 'data'), '--username', 'klaus', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    as,
  )
  const port = Number(await freePort())
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    ...(isCareless ? careless : []),
    ...prepare(folder),
  ]
  const url = (database: string) => `postgres://klaus@127.0.0.1:${port}/${database}`
  const launch = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', join(folder, 'data'), '-p', String(port), ...settings.flatMap((one) => ['-c', one])], as)
    await untilItAnswers(url('postgres'))
    return server
  }
  let server = await launch()
  const halt = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
  }
  return {
    url,
    halt,
    async resume() {
      server = await launch()
    },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) await halt()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** PostgreSQL and PgBouncer refuse to run as root; the user that owns nothing does. */
export function servant(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function untilItAnswers(url: string): Promise<void> {
  for (let patience = 200; ; patience--) {
    const client = new Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (patience === 0) throw error
      await pause(50)
    }
  }
}
