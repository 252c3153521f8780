import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { freePort } from '../free-port.ts'
import { servant } from './server.ts'

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/usr/local/bin/pgbouncer'].find((file) => existsSync(file))

/** Why no pooler can be had here; empty where it can. */
export const noPooler = program === undefined ? ' (skipped: PgBouncer is not installed here)' : ''

/** Starts PgBouncer before the database in `url`, until the test ends. Returns the database's address there. */
export async function openPooler(url: string, mode: 'session' | 'transaction' | 'statement', ...settings: string[]): Promise<string> {
  const { hostname, port, pathname } = new URL(url)
  const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-pooler-'))
  const who = servant()
  if (who) chownSync(folder, who.uid, who.gid)
  const ours = await freePort()
  const lines = [
    '[databases]',
    `${pathname.slice(1)} = host=${hostname} port=${port} user=klaus`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${ours}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    ...settings,
  ]
  writeFileSync(join(folder, 'pooler.ini'), lines.join('\n'))
  const child = spawn(program as string, [join(folder, 'pooler.ini')], { ...who, cwd: folder, stdio: 'ignore' })
  onTestFinished(async () => {
    const ended = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGKILL')) await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const address = `postgres://klaus@127.0.0.1:${ours}${pathname}`
  await untilItAnswers(address)
  return address
}

async function untilItAnswers(address: string): Promise<void> {
  for (let patience = 100; ; patience--) {
    const client = new Client(address)
    const isThere = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (isThere) return
    if (patience === 0) throw new Error('PgBouncer does not answer.')
    await pause(50)
  }
}
