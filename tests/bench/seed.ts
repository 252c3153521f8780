import { createHash, randomBytes, randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'

const exchanges = 20
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
}

/** Fills a migrated, empty database with 20 open exchanges of 50 people, an admin, and one signed-in participant. */
export function seed(file: string): Seeded {
  const database = new Database(file)
  try {
    return database.transaction(() => insertAll(database, Date.now()))()
  } finally {
    database.pragma('wal_checkpoint(truncate)')
    database.close()
  }
}

function insertAll(database: Database.Database, now: number): Seeded {
  const insert = (table: string, values: Record<string, unknown>) => insertRow(database, table, { created_at: now, updated_at: now, ...values })
  insert('admin', { email: 'alice@example.org', password_hash: 'nobody signs in with this' })

  const created = Array.from({ length: exchanges }, (_, index) => {
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
      state: 'registration_open',
    })
    const participants = people.map((person) =>
      insert('participant', { exchange_id: exchangeId, ...person, gift_ideas: giftIdeas, reminder_enabled: 1, confirmed_at: now }),
    )
    return { slug, exchangeId, participants }
  })
  const [first] = created
  const [me] = people
  if (!first || !me) throw new Error('Nothing was seeded.')
  return {
    slug: first.slug,
    slugs: created.map(({ slug }) => slug),
    cookie: signIn(insert, first.participants[0], now),
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

function insertRow(database: Database.Database, table: string, values: Record<string, unknown>): string {
  const row: Record<string, unknown> & { id: string } = { id: randomUUID(), ...values }
  const names = Object.keys(row)
  database.prepare(`insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`).run(row)
  return row.id
}

function date(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

function signIn(insert: Insert, participant: string | undefined, now: number): string {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('hex')
  insert('session', { token_hash: hash, participant_id: participant, expires_at: now + 7 * day, ends_at: now + 30 * day, user_agent: '' })
  return `participant_session=${token}`
}
