import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { compile, type Templates } from './template.ts'

type Invitation = { slug: string; name: string; description: string; budget: string; closes: string; day: string; timezone: string; joined: number }
type Dashboard = Omit<Invitation, 'slug' | 'joined'> & { exchangeId: string; me: string; email: string; giftIdeas: string }

/** A page that was found: its HTML and its headers. */
type Found = { html: string; headers: Record<string, string> }

/** The two pages with as little as does the job: a prepared statement or two and a template string, without rooms, guards or forms. */
export type LimitPages = { invitation(slug: string): Found | undefined; dashboard(cookie: string | undefined): Found | undefined }

/** Prepares the statements and the template strings of both pages. */
export function limitPages(database: Database.Database, templates: Templates): LimitPages {
  const invitation = database.prepare<[string], Invitation>(
    `select slug, name, description, budget, registration_close_date as closes, exchange_date as day, timezone,
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined
       from exchange where slug = ? and state = 'registration_open'`,
  )
  const dashboard = database.prepare<[string, number], Dashboard>(
    `select e.id as "exchangeId", e.name, e.description, e.budget, e.registration_close_date as closes, e.exchange_date as day, e.timezone,
            p.name as me, p.email, p.gift_ideas as "giftIdeas"
       from other_session s join participant p on p.id = s.participant_id join exchange e on e.id = p.exchange_id
      where s.token_hash = ? and s.expires_at > ? and p.withdrawn_at is null`,
  )
  const names = database.prepare<[string], string>('select name from participant where exchange_id = ? and withdrawn_at is null').pluck()
  const invitationPage = compile(templates.invitation)
  const dashboardPage = compile(templates.dashboard)
  const linked = linker(templates)
  return {
    invitation(slug) {
      const row = invitation.get(slug)
      return row && { html: invitationPage({ ...shown(row, linked), slug, joined: String(row.joined) }), headers: templates.headers.invitation }
    },
    dashboard(cookie) {
      const hash = sessionHash(cookie)
      const row = hash === undefined ? undefined : dashboard.get(hash, Date.now())
      if (!row) return undefined
      const everybody = names.all(row.exchangeId).sort(byName.compare)
      const html = dashboardPage({
        ...shown(row, linked),
        exchangeId: row.exchangeId,
        me: escapeText(row.me),
        email: escapeText(row.email),
        giftIdeas: linked(row.giftIdeas),
        names: everybody.map(escapeText).join(templates.betweenNames),
        joined: String(everybody.length),
      })
      return { html, headers: templates.headers.dashboard }
    },
  }
}

/** What the database knows a session by, if the cookie carries one. */
export function sessionHash(cookie: string | undefined): string | undefined {
  const token = cookie?.match(/(?:^|; )other_session=([^;]+)/)?.[1]
  return token === undefined ? undefined : createHash('sha256').update(token).digest('hex')
}

/** What both pages and the e-mail tell of an exchange. */
function shown(row: Omit<Invitation, 'slug' | 'joined'>, linked: (text: string) => string) {
  return {
    name: escapeText(row.name),
    budget: escapeText(row.budget),
    description: linked(row.description),
    day: inWords(row.day),
    closes: inWords(row.closes),
    zone: zone(row.timezone),
  }
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => special[character] as string)
}

/** Escapes first: an address ends at a space, and the escaped `&` belongs to it. */
function linker({ link }: Templates): (text: string) => string {
  const anchor = compile(link)
  return (text) => escapeText(text).replace(/https?:\/\/[^\s]+/g, (href) => anchor({ href }))
}

const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

function inWords(date: string): string {
  return whole.format(new Date(date)).replace(',', '')
}

function zone(timezone: string): string {
  return `${timezone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}
