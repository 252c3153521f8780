import { createHash, randomBytes, randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { newParticipantSession, sealParticipantSession } from '../../src/auth/participant-session.ts'
import { createVault } from '../../src/vault.ts'
import { realWorld } from '../../src/world.ts'

/** The key of every site that is measured. */
export const secretKey = 'a secret of the benchmarks that is long enough'

/** How many exchanges people can join, those of a usual database. */
const open = 20
const peopleEach = 50
const day = 24 * 60 * 60 * 1000

const firstNames = ['Alice', 'Bob', 'Charlie', 'Dana', 'Émile', 'Fatoumata', 'Günther', 'Hye-jin', 'Ines', 'Jürgen']
const lastNames = ['O’Neill', "D'Angelo", 'Smith & Sons', 'Nowak', 'Yıldız']
const people = Array.from({ length: peopleEach }, (_, person) => ({
  name: `${firstNames[person % firstNames.length]} ${lastNames[Math.floor(person / firstNames.length)]}`,
  email: `person${person}@example.org`,
}))

/** What the first exchange shows, and its first person wishes for. */
export const theExchange = {
  name: 'Winter party of floor 1',
  description: 'We meet in the kitchen at six, with mulled wine & biscuits.\nWrap your gift, and leave your name off it.',
  budget: 'about 20 €',
  giftIdeas: `A warm scarf, in dark green if there is a choice, or thick socks (size 42).
Anything with cardamom: tea, biscuits, even soap <3
A book that made you laugh & that you would lend to a friend, say from https://books.example.org/list?for=klaus&year=2026
No candles please, I'm allergic to the scented ones, and the "unscented" ones are never quite unscented.`,
}

/** Where the load goes: the invitations, the first of which has the pages, and the cookie of somebody who is signed in there. */
export type Seeded = {
  slug: string
  slugs: string[]
  cookie: string
  invitation: string
  dashboard: string
  exchangeId: string
  day: string
  closes: string
  me: string
  email: string
  names: string[]
  adminCookie: string
}

/**
 * Fills a migrated, empty database with 20 open exchanges of 50 people, `drawn` more whose names are drawn and whose e-mails are sent,
 * an admin, and one participant; both are signed in.
 */
export function seed(file: string, drawn = 0): Seeded {
  const database = new Database(file)
  // Room for all of it: identifiers are random, so each row goes somewhere else.
  database.pragma('cache_size = -400000')
  try {
    return database.transaction(() => insertAll(database, Date.now(), drawn))()
  } finally {
    database.pragma('wal_checkpoint(truncate)')
    database.close()
  }
}

function insertAll(database: Database.Database, now: number, drawn: number): Seeded {
  // The sites that it is compared with keep sessions of participants in a table.
  database.exec('create table other_session (id text, created_at, updated_at, token_hash text unique, participant_id text, expires_at integer)')
  const insertNew = inserting(database)
  const insert: Insert = (table, values) => insertNew(table, { created_at: now, updated_at: now, ...values })
  const admin = insert('admin', { owner: 1, email: 'alice@example.org', password_hash: 'nobody signs in with this' })

  const created = Array.from({ length: open + drawn }, (_, index) => {
    const isDrawn = index >= open
    const slug = randomBytes(8).toString('hex')
    const { name, description, budget, giftIdeas } = theExchange
    const exchangeId = insert('exchange', {
      slug,
      name: name.replace('1', String(index + 1)),
      description,
      budget,
      registration_close_date: date(now + 30 * day),
      exchange_date: date(now + 45 * day),
      timezone: 'Europe/Berlin',
      match_in_email: 0,
      ...(isDrawn ? { state: 'matched' } : { state: 'registration_open' }),
    })
    insert('organiser', { exchange_id: exchangeId, account_id: admin })
    const participants = people.map((person) =>
      insert('participant', { exchange_id: exchangeId, ...person, gift_ideas: giftIdeas, reminder_enabled: 1, confirmed_at: now }),
    )
    const drawId = isDrawn ? insert('draw', { exchange_id: exchangeId, method: 'circle', is_circle: 1, is_uniform: 1 }) : ''
    if (isDrawn) for (const [place, giver] of participants.entries()) addMatch(insert, exchangeId, drawId, giver, people[place]?.email ?? '', now)
    return { slug, exchangeId, participants }
  })
  const [first] = created
  const [me] = people
  if (!first || !me) throw new Error('Nothing was seeded.')
  return {
    slug: first.slug,
    slugs: created.slice(0, open).map(({ slug }) => slug),
    cookie: `participant_session=${sealed(first.participants[0] as string)}; other_session=${signIn(insert, 'other_session', { participant_id: first.participants[0] }, now)}`,
    adminCookie: `admin_session=${signIn(insert, 'session', { admin_id: admin, password_at: now, ends_at: now + 30 * day, user_agent: '' }, now)}`,
    invitation: `/exchange/${first.slug}/register`,
    dashboard: '/participant/dashboard',
    exchangeId: first.exchangeId,
    day: date(now + 45 * day),
    closes: date(now + 30 * day),
    me: me.name,
    email: me.email,
    names: people.map(({ name }) => name).sort(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare),
  }
}

/** Takes out what a load of registrations has put in, so that every round begins alike. */
export function forgetRegistrations(file: string): void {
  const database = new Database(file, { timeout: 5000 })
  database.exec(`
    begin immediate;
    delete from notice; delete from outgoing_email; delete from magic_token; delete from rate_limit;
    delete from participant where confirmed_at is null;
    commit`)
  database.close()
}

type Insert = (table: string, values: Record<string, unknown>) => string

/** Gives what inserts a row and returns its identifier; the statement of each kind of row stays prepared. */
function inserting(database: Database.Database): Insert {
  const prepared = new Map<string, Database.Statement>()
  return (table, values) => {
    const id = randomUUID()
    const names = ['id', ...Object.keys(values)]
    const sql = `insert into "${table}" (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.set(sql, statement)
    statement.run(id, ...Object.values(values))
    return id
  }
}

function date(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** What the draw leaves of one giver: the match, as long as a real one, and two e-mails that were sent. */
function addMatch(insert: Insert, exchangeId: string, drawId: string, giver: string, recipient: string, now: number): void {
  insert('match', { draw_id: drawId, giver_id: giver, sealed_receiver: `the key ${randomBytes(69).toString('base64url')}` })
  const sent = { exchange_id: exchangeId, recipient, priority: 5, state: 'sent', attempts: 1, due_at: now, give_up_at: now + day, sent_at: now }
  insert('outgoing_email', { ...sent, kind: 'registration confirmation', deduplication_key: `link:${randomUUID()}` })
  insert('outgoing_email', { ...sent, kind: 'match notification', deduplication_key: `match:${exchangeId}:${giver}` })
}

/** What the app's cookie of a participant holds. */
function sealed(id: string): string {
  return sealParticipantSession(createVault([secretKey]), newParticipantSession(realWorld(''), { id, sessionVersion: '' }))
}

/** Returns the secret of the session's cookie. */
function signIn(insert: Insert, table: string, who: Record<string, unknown>, now: number): string {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  insert(table, { token_hash: hash, ...who, expires_at: now + 7 * day })
  return token
}
