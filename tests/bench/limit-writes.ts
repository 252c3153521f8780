import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import { sessionHash } from './limit-pages.ts'

/** A form that was taken: where to go, and the cookie to leave. */
export type Taken = { location: string; cookie: string }

/** The two forms with as little as does the job, in one transaction each: the rows that the app writes, and what it seals for the e-mail. */
export type LimitWrites = {
  register(slug: string, form: URLSearchParams, client: string): Taken | undefined
  wish(cookie: string | undefined, form: URLSearchParams): Taken | undefined
}

type Exchange = { id: string; name: string; description: string; budget: string; closes: string; day: string; timezone: string; most: number | null }

const hour = 60 * 60 * 1000
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Prepares the statements of both forms. */
export function limitWrites(database: Database.Database): LimitWrites {
  const insert = (table: string, columns: string[]) => {
    const all = ['id', 'created_at', 'updated_at', ...columns]
    return database.prepare(`insert into ${table} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})`)
  }
  const exchangeOf = database.prepare<[string], Exchange>(
    `select id, name, description, budget, registration_close_date as closes, exchange_date as day, timezone, max_participants as most
       from exchange where slug = ? and state = 'registration_open'`,
  )
  const known = database.prepare('select 1 from participant where exchange_id = ? and email = ?')
  const count = database.prepare<[string], number>('select count(*) from participant where exchange_id = ? and withdrawn_at is null').pluck()
  const tries = database.prepare<[string, number], number>('select count(*) from rate_limit where key = ? and at > ?').pluck()
  const confirmed = database.prepare('select 1 from participant where email = ? and confirmed_at is not null limit 1')
  const addTry = insert('rate_limit', ['key', 'at'])
  const addPerson = insert('participant', ['exchange_id', 'name', 'email', 'gift_ideas', 'reminder_enabled'])
  const addEmail = insert('outgoing_email', [
    ...['exchange_id', 'participant_id', 'kind', 'recipient', 'deduplication_key', 'sealed_parameters'],
    ...['priority', 'due_at', 'give_up_at'],
  ])
  const addNotice = insert('notice', ['exchange_id', 'participant_id', 'event'])
  const me = database.prepare<[string, number], string>(
    `select p.id from other_session s join participant p on p.id = s.participant_id join exchange e on e.id = p.exchange_id
      where s.token_hash = ? and s.expires_at > ? and p.withdrawn_at is null and e.state <> 'completed'`,
  )
  const wish = database.prepare('update participant set gift_ideas = ?, updated_at = ? where id = ?')
  const seal = sealer()

  function isLeft(limit: string, most: number, since: number, now: number): boolean {
    const key = sha256(limit)
    if ((tries.get(key, since) ?? 0) >= most) return false
    addTry.run(randomUUID(), now, now, key, now)
    return true
  }

  const register = database.transaction((slug: string, form: URLSearchParams, client: string, requester: string): boolean => {
    const now = Date.now()
    const exchange = exchangeOf.get(slug)
    const [name = '', email = '', giftIdeas = ''] = ['name', 'email', 'gift_ideas'].map((field) => form.get(field)?.trim())
    if (!exchange || name === '' || !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) || known.get(exchange.id, email)) return false
    if (exchange.most !== null && (count.get(exchange.id) ?? 0) >= exchange.most) return false
    if (!isLeft(`registration\0${client}\0${exchange.id}`, 60, now - hour, now)) return false
    if (!confirmed.get(email) && !isLeft(`stranger\0${email}`, 5, now - 24 * hour, now)) return false
    const person = randomUUID()
    addPerson.run(person, now, now, exchange.id, name, email, giftIdeas, form.get('reminder_enabled') ? 1 : 0)
    const id = randomUUID()
    const sealed = seal(id, { requesterHash: sha256(requester) })
    addEmail.run(id, now, now, exchange.id, person, 'registration confirmation', email, `link:${randomUUID()}`, sealed, 0, now, now + 24 * hour)
    for (const sender of [`${client}`, requester]) addTry.run(randomUUID(), now, now, sha256(`sent\0${person}\0${sender}\0${form}`), now)
    addNotice.run(randomUUID(), now, now, exchange.id, person, 'new registration')
    return true
  }).immediate

  return {
    register(slug, form, client) {
      const requester = randomBytes(32).toString('base64url')
      if (!register(slug, form, client, requester)) return undefined
      return { location: `/exchange/${slug}/register?sent=yes`, cookie: `link_requester=${requester}; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax` }
    },
    wish(cookie, form) {
      const hash = sessionHash(cookie)
      const id = hash === undefined ? undefined : me.pluck().get(hash, Date.now())
      if (id === undefined || wish.run(form.get('gift_ideas'), Date.now(), id).changes === 0) return undefined
      return { location: '/participant/dashboard', cookie: 'flash=done.WW91ciBnaWZ0IGlkZWFzIGFyZSBzYXZlZC4; Max-Age=60; Path=/; HttpOnly; SameSite=Lax' }
    },
  }
}

/** Seals what an e-mail's composer is told. */
function sealer(): (id: string, parameters: object) => string {
  const key = randomBytes(32)
  return (id, parameters) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
    return Buffer.concat([nonce, cipher.update(JSON.stringify(parameters), 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
  }
}
