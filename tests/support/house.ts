import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import type { RequiredEntityData } from '@mikro-orm/core'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { Account } from '../../src/accounts/account.ts'
import { newAddressToken } from '../../src/accounts/new-address.ts'
import { createApp } from '../../src/app.tsx'
import { Session } from '../../src/auth/session.ts'
import { hashToken } from '../../src/auth/token.ts'
import { composers } from '../../src/composers.ts'
import type { Value } from '../../src/database/engine.ts'
import type { SqliteDatabase } from '../../src/database/sqlite/open.ts'
import { resealOldDraws } from '../../src/draw/reseal.ts'
import { receiverOf, type SealedMatch } from '../../src/draw/seal.ts'
import { createBackgroundTasks } from '../../src/jobs/background-tasks.ts'
import { runJob } from '../../src/jobs/runner.ts'
import { openKey } from '../../src/keys/exchange-vault.ts'
import { english, type Offered } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import type { Carrier } from '../../src/mail/choose.ts'
import { deliverDueEmails } from '../../src/mail/deliver.ts'
import { developmentTransport } from '../../src/mail/log.ts'
import { resendTransport } from '../../src/mail/resend.ts'
import { noTransport, type Transport } from '../../src/mail/transport.ts'
import { paths } from '../../src/paths.ts'
import { schedule } from '../../src/schedule.ts'
import { createVault, type Vault } from '../../src/vault.ts'
import { emptyPlan, openPlans, type Plan, type Plans, sealPlans } from '../../src/wishes/plan.ts'
import { temporaryFolder } from './folder.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'
import { type Answer, Visitor } from './visitor.ts'
import { type TestWorld, testWorld } from './world.ts'

/** What everything of a house is sealed with. */
export const secret = 'a secret of the tests that is long enough'

/** Nobody else serves a house. */
const alone = { unlessDoneElsewhere: (_: string, work: () => Promise<void>) => work().then(() => true), isDoneElsewhere: async () => false }

export const alice = { email: 'alice@example.org', password: 'plum pudding on fire' }

type State = 'draft' | 'registration_open' | 'registration_closed' | 'matched' | 'completed'
/** `mail`: by which way e-mails go, Resend's if nothing is said. `baseUrl` makes, of the house's own address, the one under which people reach it; `databaseFile` opens the house again on what an earlier one left; `passwords`, whether organisers sign in by them. */
type Options = {
  languages?: Offered[]
  trustedProxies?: string[]
  transport?: Transport
  mail?: Carrier
  patience?: number
  baseUrl?: (own: string) => string
  databaseFile?: string
  passwords?: boolean
}

/** What setting up leaves: the organiser's rows, and what is in the browser. */
type SetUp = { admin: RequiredEntityData<Account>; session: RequiredEntityData<Session>; cookies: Map<string, string> }

/** What the first house of a test file was left with, for those after it: hashing a password takes longer than most tests. By protocol, since cookies differ. */
const setUps = new Map<string, SetUp>()

type Gathered = { id: string; slug: string; people: Record<string, Visitor> }

/** What gathering people left: rows, what browsers hold by whose they are, what was sent and logged, and how much time went by. */
type Memory = {
  rows: string
  id: string
  slug: string
  browsers: Map<string, Map<string, string>>
  minutes: number
  /** Texts name the house's address. */
  host: string
  sent: string
  requests: number
  log: string
}

const theOrganiser = ''

/** By what was there before, and what was to be done. */
const memories = new Map<string, Memory>()

/**
 * The whole app with real services: its server on a free port, a database of its own, and Resend's SDK talking to a
 * local post office. Alice organises; Bob, Charlie and Dana take part; Mallory has no business here.
 */
export async function openHouse(options: Options = {}): Promise<House> {
  const house = new House()
  await house.open(options)
  return house
}

export class House {
  readonly log: string[] = []
  readonly folder = temporaryFolder()
  app!: ReturnType<typeof createApp>
  post!: PostOffice
  world!: TestWorld
  url!: string
  deliver!: () => Promise<void>
  /** Runs every job of the clock once, or those that are wanted, in the order of its time table; it stands still otherwise. */
  tick!: (isWanted?: (job: string) => boolean) => Promise<void>
  private database!: TestDatabase
  services!: Parameters<typeof createApp>[0]
  private organiser: Visitor | undefined
  private isOrdinary!: boolean

  async open(options: Options): Promise<void> {
    this.isOrdinary = Object.keys(options).length === 0
    await this.openAs(options)
  }

  private async openAs({
    trustedProxies = [],
    mail: carrier = { kind: 'resend' },
    transport,
    patience = 60_000,
    languages = [english],
    baseUrl = (own) => own,
    databaseFile,
    passwords = true,
  }: Options): Promise<void> {
    this.post = await openPostOffice()
    const server = serve({ fetch: (request, env) => this.app.fetch(request, env), port: 0, hostname: '127.0.0.1' }) as Server
    // A browser that is slow to look at one page finds its connection there for the next.
    server.keepAliveTimeout = 60_000
    await once(server, 'listening')
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    this.world = testWorld(baseUrl(this.url))
    this.database = await openTestDatabase(databaseFile, this.world)
    const { orm } = this.database.open
    const vault = createVault([secret])
    const printers = new Printers(languages)
    const log = pino({ level: 'trace', base: undefined }, { write: (line) => void this.log.push(line) })
    const em = () => orm.em.fork()
    const transports = { log: () => developmentTransport(undefined, log, this.world.url('')), nowhere: () => noTransport }
    const chosen =
      carrier.kind === 'log' || carrier.kind === 'nowhere' ? transports[carrier.kind]() : resendTransport({ apiKey: 're_test', baseUrl: this.post.url })
    const mail = { carrier, from: 'Sneaky Klaus <klaus@example.org>', transport: transport ?? chosen }
    const worker = {
      em,
      world: this.world,
      vault,
      printers,
      log,
      transport: mail.transport,
      composers,
      from: 'klaus@example.org',
      stop: new AbortController().signal,
      stalled: 0,
      leases: new Set<string>(),
      backupFolder: join(this.folder, 'backups'),
      // Whoever waits for the next turn makes the time go by.
      pause: async (milliseconds: number) => this.world.travel({ minutes: milliseconds / 60_000 }),
    }
    const backgroundTasks = createBackgroundTasks(alone, (failure) => log.error({ err: failure }, 'background task failed'), patience)
    this.services = {
      world: this.world,
      vault,
      printers,
      orm,
      log,
      baseUrl: this.world.url(''),
      trustedProxies,
      waysIn: { password: passwords, provider: undefined },
      backgroundTasks,
      mail,
      backupFolder: join(this.folder, 'backups'),
      deliverSoon: () => undefined,
    }
    await resealOldDraws(em(), this.services)
    this.deliver = () => deliverDueEmails(worker)
    this.tick = async (isWanted = () => true) => {
      // As by a timer, in a turn of the event loop of its own: what tests have written past the app shows by then.
      await setImmediate()
      const before = this.log.length
      for (const job of schedule.filter(({ name }) => isWanted(name))) await runJob(job, worker)
      const failure = this.log.slice(before).find((line) => line.includes('job failed'))
      if (failure) throw new Error(failure)
    }
    this.app = createApp(this.services)
    onTestFinished(async () => {
      server.closeAllConnections()
      server.close()
      this.post.close()
      await backgroundTasks.stop()
      await this.database.close()
    })
  }

  visitor(): Visitor {
    return new Visitor(this.url)
  }

  /** Alice, set up and signed in. */
  async alice(): Promise<Visitor> {
    this.organiser ??= await this.setUp()
    return this.organiser
  }

  /** Somebody else who organises, signed in, with the same password as Alice. */
  async anotherOrganiser(name: string): Promise<Visitor> {
    await this.alice()
    const em = this.services.orm.em.fork()
    const { passwordHash } = await em.findOneOrFail(Account, { owner: 1 })
    await em.insert(Account, { id: this.world.newId(), email: addressOf(name), passwordHash, createdAt: this.world.now(), updatedAt: this.world.now() })
    const organiser = this.visitor()
    await organiser.post(paths.adminLogin(), { email: addressOf(name), password: alice.password })
    return organiser
  }

  /** Gives an organiser another address, by the settings and the link that goes to it. */
  async moveTo(organiser: Visitor, email: string): Promise<Answer> {
    // Tests move more often than people.
    this.exec('delete from rate_limit')
    const answer = await organiser.post(paths.settings(), { change: 'email', email })
    const waits = this.rows('select id from admin where new_email is not null').length > 0
    if (answer.status === 303 && waits) await organiser.post(await this.newAddressLink())
    return answer
  }

  /** The path of the link to the address that waits. */
  async newAddressLink(): Promise<string> {
    const account = await this.services.orm.em.fork().findOneOrFail(Account, { newEmail: { $ne: null } })
    return paths.newAddress(newAddressToken(this.services.vault, account))
  }

  private async setUp(): Promise<Visitor> {
    const organiser = this.visitor()
    const { protocol } = new URL(this.services.baseUrl)
    const known = setUps.get(protocol)
    const em = this.services.orm.em.fork()
    if (known) {
      await em.insert(Account, known.admin)
      await em.insert(Session, known.session)
      for (const [name, value] of known.cookies) organiser.cookies.set(name, value)
      return organiser
    }
    await organiser.post(paths.setup(), { ...alice, password_confirm: alice.password })
    const [admin, session] = [await em.findOneOrFail(Account, { email: alice.email }), await em.findOneOrFail(Session, { account: { $ne: null } })]
    setUps.set(protocol, { admin: { ...admin }, session: { ...session }, cookies: new Map(organiser.cookies) })
    return organiser
  }

  /** Creates an exchange, lets `names` join it, and brings it to `state`. */
  async exchange(state: State, names: string[] = [], details: Record<string, string> = {}): Promise<Gathered> {
    const organiser = await this.alice()
    const isDrawn = state === 'matched' || state === 'completed'
    // No two draws are the same.
    const gathered = await this.remembered(isDrawn ? 'registration_closed' : state, names, details)
    if (isDrawn) await organiser.post(paths.draw(gathered.id))
    if (state === 'completed') await organiser.post(paths.complete(gathered.id))
    return gathered
  }

  /** Gathers people, or puts what that left in another house of the same rows into this one: it took a third of the time of all tests. */
  private async remembered(...wanted: Parameters<House['gather']>): Promise<Gathered> {
    const organiser = await this.alice()
    const isOrdinary = this.isOrdinary && this.post.isUntouched()
    const before = isOrdinary ? this.database.script?.() : undefined
    if (before === undefined) return this.gather(...wanted)
    const [lines, began] = [this.log.length, this.world.now().getTime()]
    const key = JSON.stringify([wanted, before, began, [...organiser.cookies]])
    const known = memories.get(key)
    if (known) return this.recall(known)
    const gathered = await this.gather(...wanted)
    const { host } = new URL(this.url)
    const rows = this.database.script?.() ?? ''
    if (rows.includes(host)) return gathered
    memories.set(key, {
      ...{ rows, id: gathered.id, slug: gathered.slug, host },
      browsers: new Map(Object.entries({ ...gathered.people, [theOrganiser]: organiser }).map(([name, { cookies }]) => [name, new Map(cookies)])),
      minutes: (this.world.now().getTime() - began) / 60_000,
      sent: JSON.stringify(this.post.inbox),
      requests: this.post.requests,
      log: JSON.stringify(this.log.slice(lines)),
    })
    return gathered
  }

  private async recall({ rows, id, slug, browsers, minutes, host, sent, requests, log }: Memory): Promise<Gathered> {
    const organiser = await this.alice()
    await this.database.load?.(rows)
    // Whoever reads in this turn of the event loop sees what was there before.
    await setImmediate()
    this.world.travel({ minutes })
    const here = (text: string) => JSON.parse(text.replaceAll(host, new URL(this.url).host))
    this.post.inbox.push(...here(sent))
    this.post.requests += requests
    this.log.push(...here(log))
    const people: Record<string, Visitor> = {}
    for (const [name, cookies] of browsers) {
      const visitor = name === theOrganiser ? organiser : this.visitor()
      visitor.cookies.clear()
      for (const [cookie, value] of cookies) visitor.cookies.set(cookie, value)
      if (visitor !== organiser) people[name] = visitor
    }
    return { id, slug, people }
  }

  private async gather(state: State, names: string[], details: Record<string, string>): Promise<Gathered> {
    const organiser = await this.alice()
    const created = await organiser.post(paths.newExchange(), { ...exchangeFields, ...details })
    const id = created.location?.split('/').at(-1) ?? ''
    const { slug } = this.row<{ slug: string }>('select slug from exchange where id = ?', id)
    if (state === 'draft') return { id, slug, people: {} }
    await organiser.post(paths.openRegistration(id))
    const people: Record<string, Visitor> = {}
    for (const name of names) people[name] = await this.join(slug, name)
    if (state !== 'registration_open') await organiser.post(paths.closeRegistration(id))
    return { id, slug, people }
  }

  /** Somebody registers, opens the link in the e-mail, and is signed in. */
  async join(slug: string, name: string): Promise<Visitor> {
    const visitor = this.visitor()
    // Each from another address of this machine, so that limits by client do not meet the whole cast.
    await visitor.post(paths.register(slug), registration(name))
    const before = this.post.inbox.length
    await this.deliver()
    // Beside it, news of other exchanges may have gone out, and arrived first.
    await visitor.get(this.linksTo(addressOf(name), before).find((link) => this.leadsInto(slug, link)) as string)
    this.exec('delete from rate_limit')
    return visitor
  }

  /** The identifier of somebody who takes part in an exchange. */
  idOf(exchangeId: string, name: string): string {
    return this.row<{ id: string }>('select id from participant where exchange_id = ? and name = ?', exchangeId, name).id
  }

  /** Who gives to whom, by names, as only the holder of the secret can tell. */
  drawOf(exchangeId: string): Record<string, string> {
    const names = new Map(
      this.rows<{ id: string; name: string }>('select id, name from participant where exchange_id = ?', exchangeId).map(({ id, name }) => [id, name]),
    )
    const matches = this.rows<SealedMatch>(
      'select giver_id as giver, sealed_receiver as "sealedReceiver", draw_id as draw from "match" join draw on draw.id = draw_id where draw.exchange_id = ?',
      exchangeId,
    )
    const vault = this.vaultOf(exchangeId)
    return Object.fromEntries(matches.map((match) => [names.get(match.giver), names.get(receiverOf(vault, match))] as [string, string]).sort())
  }

  /** Who of an exchange has looked, by name: whoever has not is left out. */
  looksOf(exchangeId: string): Record<string, Plan['look']> {
    const plans = this.plansOf(exchangeId)
    const people = this.rows<{ id: string; name: string }>('select id, name from participant where exchange_id = ? order by name', exchangeId)
    const looks = people.map(({ id, name }) => [name, plans[id]?.look ?? 'never'] as const)
    return Object.fromEntries(looks.filter(([, look]) => look !== 'never'))
  }

  /** Who of an exchange has used a sign-in link, by name. */
  whoUsedLinks(exchangeId: string): string[] {
    const { sealed } = this.row<{ sealed: string | null }>('select sealed_used_links as sealed from exchange where id = ?', exchangeId)
    const used: Record<string, number> = sealed === null ? {} : JSON.parse(this.vaultOf(exchangeId).open(sealed, 'used links', exchangeId))
    const people = this.rows<{ id: string; name: string }>('select id, name from participant where exchange_id = ? order by name', exchangeId)
    return people.filter(({ id }) => (used[id] ?? 0) > 0).map(({ name }) => name)
  }

  /** Notes whether these have looked, without the app. */
  setLooks(exchangeId: string, looks: Record<string, Plan['look']>): void {
    const plans = this.plansOf(exchangeId)
    for (const [name, look] of Object.entries(looks)) plans[this.idOf(exchangeId, name)] = { ...emptyPlan, look }
    const { id } = this.row<{ id: string }>('select id from draw where exchange_id = ?', exchangeId)
    this.exec('update draw set sealed_plans = ? where id = ?', sealPlans(this.vaultOf(exchangeId), id, plans, null), id)
  }

  private plansOf(exchangeId: string): Plans {
    const draw = this.rows<{ id: string; sealed: string | null }>('select id, sealed_plans as sealed from draw where exchange_id = ?', exchangeId)[0]
    const people = this.rows<{ id: string }>('select id from participant where exchange_id = ?', exchangeId).map(({ id }) => id)
    return draw ? openPlans(this.vaultOf(exchangeId), draw.id, draw.sealed, people) : {}
  }

  /** What opens the secrets of an exchange, for the holder of the installation's secret. */
  vaultOf(exchangeId: string): Vault {
    const keys = this.rows<{ key: string }>('select sealed_key as key from exchange_key where exchange_id = ? order by created_at desc', exchangeId)
    return createVault(keys.map(({ key }) => openKey(this.services.vault, exchangeId, key) as string) as [string, ...string[]])
  }

  /** Ends every session of every participant. */
  signEverybodyOut(): void {
    this.exec(`update participant set session_version = 'another ' || id`)
  }

  /** The path of the newest sign-in link that was sent to that address. */
  linkTo(address: string): string {
    const link = this.linksTo(address).at(-1)
    if (link === undefined) throw new Error(`No link was sent to ${address}.`)
    return link
  }

  private leadsInto(slug: string, link: string): boolean {
    const sql =
      'select 1 from magic_token t join participant p on p.id = t.participant_id join exchange e on e.id = p.exchange_id where e.slug = ? and t.token_hash = ?'
    return this.rows(sql, slug, hashToken(link.split('/').at(-1) as string)).length > 0
  }

  private linksTo(address: string, since = 0): string[] {
    const letters = this.post.inbox.slice(since).filter(({ to }) => to.includes(address))
    return letters.flatMap(({ text }) => text.match(/\/auth\/magic\/[\w-]{43}/) ?? [])
  }

  /** The address of the database; a path for a file. */
  get databaseUrl(): string {
    return this.database.url
  }

  /** Whether the database is a file. */
  get isFile(): boolean {
    return 'native' in this.database.open
  }

  /** The file's own handle, where the database is one. */
  get native(): SqliteDatabase['native'] {
    return (this.database.open as SqliteDatabase).native
  }

  row<Row>(sql: string, ...parameters: Value[]): Row {
    return this.rows<Row>(sql, ...parameters)[0] as Row
  }

  rows<Row>(sql: string, ...parameters: Value[]): Row[] {
    return this.database.query(sql, parameters) as Row[]
  }

  /** Everything that is stored, as text: every byte of the files of SQLite, every row of PostgreSQL. */
  stored(): string {
    return this.database.stored()
  }

  /** Every row of every table, by table and in an order of their own, to compare. */
  everyRow(): Record<string, string[]> {
    const names = this.isFile
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`
      : `select table_name as name from information_schema.tables where table_schema = 'public'`
    const rowsOf = (table: string) => this.rows(`select * from "${table}"`).map((row) => JSON.stringify(row))
    return Object.fromEntries(this.rows<{ name: string }>(names).map(({ name }) => [name, rowsOf(name).sort()]))
  }

  /** Keeps every row that there is now; gives what puts them back. */
  keep(): () => Promise<void> {
    const rows = this.database.script?.()
    if (rows === undefined) throw new Error('Nothing is kept of a file that others may have open.')
    return async () => this.database.load?.(rows)
  }

  /** Lets nobody else write until the returned function is called. */
  holdWriters(): Promise<() => Promise<void>> {
    return this.database.holdWriters()
  }

  /** The same site as another instance serves it, from the same database, where several may. */
  async anotherInstance(): Promise<ReturnType<typeof createApp>> {
    const { log } = this.services
    const again = this.database.openAgain()
    const serving = await again.serve(1)
    const backgroundTasks = createBackgroundTasks(serving, (failure) => log.error({ err: failure }, 'background task failed'))
    onTestFinished(async () => {
      await backgroundTasks.stop()
      await serving.leave()
      await again.close()
    })
    return createApp({ ...this.services, orm: again.orm, backgroundTasks })
  }

  /** Inserts a row without the app. */
  insert(table: string, values: Record<string, Value>): void {
    const row = { created_at: new Date(0), updated_at: new Date(0), ...values }
    const columns = Object.keys(row)
    this.exec(`insert into ${table} (${columns.join()}) values (${columns.map(() => '?').join()})`, ...Object.values(row))
  }

  /** Changes rows without the app. */
  exec(sql: string, ...parameters: Value[]): void {
    this.database.exec(sql, parameters)
  }
}

/** Everybody's address is their name; letters that addresses don't like become numbers. */
export function addressOf(name: string): string {
  const user = name.toLowerCase().replaceAll(/[^a-z0-9]/gu, (letter) => `${letter.codePointAt(0)}`)
  return `${user}@example.org`
}

export function registration(name: string): Record<string, string> {
  return { name, email: addressOf(name), gift_ideas: `${name} likes socks`, reminder_enabled: 'on' }
}

export const exchangeFields = {
  name: 'Millers’ Christmas',
  description: 'At Grandma’s, bring cookies.',
  budget: 'about 20 €',
  max_participants: '',
  registration_close_date: '2026-12-10',
  exchange_date: '2026-12-24',
  timezone: 'Europe/Berlin',
}
