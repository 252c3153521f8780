import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { paths } from '../../src/paths.ts'
import { temporaryFolder } from './folder.ts'
import { freePort } from './free-port.ts'
import { alice, exchangeFields } from './house.ts'
import { type Program, printed, startProgram } from './program.ts'
import { Visitor } from './visitor.ts'

export type Installation = { settings: Record<string, string>; url: string; file: string; start(): Promise<Program>; kill(program: Program): Promise<void> }

/** A built installation in production, whose process tests may kill and start again. */
export async function install(mail: Record<string, string>, folder = temporaryFolder()): Promise<Installation> {
  const port = await freePort()
  const settings = {
    NODE_ENV: 'production',
    BASE_URL: 'http://localhost',
    EMAIL_FROM: 'klaus@example.org',
    TRUSTED_PROXIES: '127.0.0.1',
    DATA_DIR: folder,
    PORT: port,
    ...mail,
  }
  await startProgram(['migrate'], settings).exited
  return {
    settings,
    url: `http://127.0.0.1:${port}`,
    file: join(folder, 'sneaky-klaus.sqlite'),
    async start() {
      const program = startProgram(['serve'], settings)
      await printed(program, /is ready/)
      return program
    },
    async kill(program) {
      program.child.kill('SIGKILL')
      if (program.child.exitCode === null && program.child.signalCode === null) await once(program.child, 'exit')
    },
  }
}

/** Sets an installation up, with an exchange that is open for registration. */
export async function openExchange({ url }: Installation): Promise<{ organiser: Visitor; id: string; invitation: string }> {
  const organiser = new Visitor(url)
  await organiser.post(paths.setup(), { ...alice, password_confirm: alice.password })
  const year = new Date().getFullYear() + 1
  const created = await organiser.post(paths.newExchange(), { ...exchangeFields, registration_close_date: `${year}-12-01`, exchange_date: `${year}-12-24` })
  const id = created.location?.split('/').at(-1) as string
  await organiser.post(paths.openRegistration(id))
  const invitation = /\/exchange\/[0-9a-z]{16}\/register/.exec((await organiser.get(paths.exchange(id))).html)?.[0] as string
  return { organiser, id, invitation }
}

/** Waits until nothing is left to send. Throws when not one e-mail goes out for a minute. */
export async function outboxIsEmpty({ file }: Installation): Promise<void> {
  const queued = () => rowsOf(file, "select 1 from outgoing_email where state = 'queued'").length
  for (let left = queued(); left > 0; ) {
    const patience = AbortSignal.timeout(60_000)
    const before = left
    for (; left === before; left = queued()) {
      if (patience.aborted) throw new Error(`${left} e-mails do not go out.`)
      await pause(50)
    }
  }
}

/** Reads the database file past whatever process serves it. */
export function rowsOf<Row>(file: string, sql: string): Row[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare(sql).all() as Row[]
  } finally {
    database.close()
  }
}
