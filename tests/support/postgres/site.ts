import { once } from 'node:events'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { paths } from '../../../src/paths.ts'
import { temporaryFolder } from '../folder.ts'
import { freePort } from '../free-port.ts'
import { alice, exchangeFields, registration } from '../house.ts'
import type { PostOffice } from '../post-office.ts'
import { type Program, printed, startProgram } from '../program.ts'
import { Visitor } from '../visitor.ts'
import { newDatabase } from './new-database.ts'

const year = new Date().getFullYear() + 1
const details = { ...exchangeFields, registration_close_date: `${year}-12-01`, exchange_date: `${year}-12-24` }

/** One of several processes that serve the site from one database. */
export type Instance = { url: string; program: Program; start(): Promise<void>; kill(): Promise<void> }

/** Three instances with a database, and a connection to look into it; nobody stands in front of them. */
export async function openSite(post?: PostOffice): Promise<{ instances: [Instance, Instance, Instance]; database: Client }> {
  const url = await newDatabase()
  const database = new Client(url)
  await database.connect()
  onTestFinished(() => database.end())
  const mail: Record<string, string> = post ? { RESEND_API_KEY: 're_test', RESEND_BASE_URL: post.url } : { SMTP_URL: 'smtp://127.0.0.1:9' }
  const common = { NODE_ENV: 'production', BASE_URL: 'http://localhost', TRUSTED_PROXIES: '127.0.0.1', DATABASE_URL: url, SECRET_KEY: 'k'.repeat(40), ...mail }
  const instances = await Promise.all([1, 2, 3].map(() => openInstance(common)))
  return { instances: instances as [Instance, Instance, Instance], database }
}

export async function openInstance(common: Record<string, string>, ...before: string[]): Promise<Instance> {
  const port = await freePort()
  const settings = { ...common, PORT: port, DATA_DIR: temporaryFolder() }
  for (const command of before) await startProgram([command], settings).exited
  const instance: Instance = {
    url: `http://127.0.0.1:${port}`,
    program: startProgram(['serve'], settings),
    async start() {
      instance.program = startProgram(['serve'], settings)
      await printed(instance.program, /is ready/)
    },
    async kill() {
      const { child } = instance.program
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
  await printed(instance.program, /is ready/)
  return instance
}

/** Somebody whose every request goes to another instance, as behind a proxy that takes them in turns. */
export function roamer(instances: Instance[]): Visitor {
  const visitor = new Visitor('http://nowhere.invalid')
  let turn = 0
  const send = visitor.send.bind(visitor)
  visitor.send = (method, path, body, options) => send(method, new URL(path, instances[turn++ % instances.length]?.url).href, body, options)
  return visitor
}

/** Alice with an exchange in which `names` take part. */
export async function openExchange(
  instances: Instance[],
  names: string[],
  more: Partial<typeof details> = {},
): Promise<{ organiser: Visitor; id: string; invitation: string }> {
  const organiser = roamer(instances)
  await organiser.post(paths.setup(), { ...alice, password_confirm: alice.password })
  return { organiser, ...(await addExchange(organiser, instances, names, more)) }
}

/** One more exchange of the organiser, with those people. */
export async function addExchange(organiser: Visitor, instances: Instance[], names: string[], more: Partial<typeof details> = {}) {
  const id = (await organiser.post(paths.newExchange(), { ...details, ...more })).location?.split('/').at(-1) as string
  await organiser.post(paths.openRegistration(id))
  const invitation = /\/exchange\/[0-9a-z]{16}\/register/.exec((await organiser.get(paths.exchange(id))).html)?.[0] as string
  const anybody = roamer(instances)
  for (const [number, name] of names.entries()) await anybody.post(invitation, registration(name), from(number))
  return { id, invitation }
}

/** The address that somebody's requests come from. */
export const from = (number: number) => ({ headers: { 'X-Forwarded-For': `10.0.${number >> 8}.${number & 255}` } })

/** The first row of what a database answers. */
export async function first<Row>(database: Client, sql: string): Promise<Row> {
  return (await database.query(sql)).rows[0] as Row
}
