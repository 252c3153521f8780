import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'

type Invitation = { slug: string; name: string; description: string; budget: string; closes: string; day: string; timezone: string; joined: number }
type Dashboard = Omit<Invitation, 'slug' | 'joined'> & { exchangeId: string; me: string; email: string; giftIdeas: string }

/** A page that was found: its HTML and its headers. */
type Found = { html: string; headers: Record<string, string> }

/** The two pages with as little as does the job: a prepared statement or two and a template string, without rooms, guards or forms. */
export type LimitPages = { invitation(slug: string): Found | undefined; dashboard(cookie: string | undefined): Found | undefined }

const privatePage = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Content-Type': 'text/html; charset=UTF-8',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  Vary: 'Accept-Encoding',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Download-Options': 'noopen',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-XSS-Protection': '0',
}
const pageOrFragment = { ...privatePage, Vary: 'HX-Request-Type, Accept-Encoding' }

/** Opens the database for reading and prepares the statements of both pages. */
export function limitPages(file: string): LimitPages {
  const database = new Database(file, { readonly: true })
  const invitation = database.prepare<[string], Invitation>(
    `select slug, name, description, budget, registration_close_date as closes, exchange_date as day, timezone,
            (select count(*) from participant where exchange_id = exchange.id and withdrawn_at is null) as joined
       from exchange where slug = ? and state = 'registration_open'`,
  )
  const dashboard = database.prepare<[string, number], Dashboard>(
    `select e.id as exchangeId, e.name, e.description, e.budget, e.registration_close_date as closes, e.exchange_date as day, e.timezone,
            p.name as me, p.email, p.gift_ideas as giftIdeas
       from session s join participant p on p.id = s.participant_id join exchange e on e.id = p.exchange_id
      where s.token_hash = ? and s.expires_at > ? and p.withdrawn_at is null`,
  )
  const names = database.prepare<[string], string>('select name from participant where exchange_id = ? and withdrawn_at is null').pluck()
  return {
    invitation(slug) {
      const row = invitation.get(slug)
      return row && { html: invitationPage(row), headers: pageOrFragment }
    },
    dashboard(cookie) {
      const token = cookie?.match(/(?:^|; )participant_session=([^;]+)/)?.[1]
      const row = token === undefined ? undefined : dashboard.get(createHash('sha256').update(token).digest('hex'), Date.now())
      return row && { html: dashboardPage(row, names.all(row.exchangeId).sort(byName.compare)), headers: privatePage }
    },
  }
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

function invitationPage({ slug, name, description, budget, closes, day, timezone, joined }: Invitation): string {
  const form = `/exchange/${slug}/register`
  return page(
    `Join ${escapeText(name)}`,
    '/',
    '',
    `<meta property="og:type" content="website"><meta property="og:site_name" content="Sneaky Klaus"><meta property="og:title" content="${escapeText(name)}"><meta property="og:description" content="You are invited to a Secret Santa. Gifts are exchanged on ${inWords(day)}."><meta property="og:url" content="http://localhost:12345${form}"><meta property="og:image" content="http://localhost:12345/assets/invitation.0123456789.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="Klaus peeks over the edge, a gift beside him."><meta name="twitter:card" content="summary_large_image">`,
    `<header class="hero"><p class="eyebrow">You are invited to a Secret Santa</p><h1 dir="auto">${escapeText(name)}</h1><div class="user-text" dir="auto">${linked(description)}</div></header><dl class="facts"><div><dt>Gifts are exchanged</dt><dd>${inWords(day)}</dd></div><div><dt>Budget</dt><dd dir="auto">${escapeText(budget)}</dd></div><div><dt>Joined so far</dt><dd>${joined} people</dd></div><div><dt>Join until</dt><dd>the end of ${inWords(closes)} <span class="quiet">(${zone(timezone)})</span></dd></div></dl><div id="join"><section class="card"><h2>Join in under a minute</h2><p class="quiet">No password, no account: we send a link to your e-mail address. <a href="/exchange/${slug}/request-access">I am already in</a></p><form method="post" action="${form}" novalidate hx-post="${form}" hx-target="#join" hx-swap="outerHTML" hx-disable="find button"><div class="field"><label for="name">Your name</label><p class="hint" id="name-hint">As the others know you.</p><input id="name" name="name" type="text" value="" required autocomplete="name" aria-describedby="name-hint"></div><div class="field"><label for="email">E-mail address</label><input id="email" name="email" type="email" value="" required autocomplete="email" inputmode="email"></div><div class="field"><label for="gift_ideas">Gift ideas<span class="optional"> (optional)</span></label><p class="hint" id="gift_ideas-hint">What would make you happy? Links are welcome. Up to 10,000 characters.</p><textarea id="gift_ideas" name="gift_ideas" rows="6" hx-post="/gift-ideas/count" hx-trigger="input changed delay:250ms" hx-target="#gift-ideas-count" hx-swap="outerHTML" hx-sync="this:replace" aria-describedby="gift_ideas-hint">
</textarea><p id="gift-ideas-count" class="count">0 / 10,000 characters</p></div><div class="field check"><input id="reminder_enabled" name="reminder_enabled" type="checkbox" value="on" checked><label for="reminder_enabled">Remind me by e-mail before the day</label></div><button class="button">Join the exchange</button></form></section></div>`,
  )
}

function dashboardPage({ exchangeId, name, description, budget, closes, day, timezone, me, email, giftIdeas }: Dashboard, names: string[]): string {
  return page(
    escapeText(name),
    '/participant/dashboard',
    '<nav aria-label="Main"><a href="/participant/dashboard">My exchange</a><form method="post" action="/participant/logout"><button class="link">Sign out</button></form></nav>',
    '',
    `<header class="hero"><p class="eyebrow" dir="auto">Hello ${escapeText(me)}</p><h1 dir="auto">${escapeText(name)}</h1><div class="user-text" dir="auto">${linked(description)}</div></header><section class="card next"><h2>What comes next</h2><p>You are in! People can join until the end of ${inWords(closes)} (${zone(timezone)}). Then the names are drawn, and an e-mail tells you to look here.</p><ul class="checks"><li>You have written down gift ideas.</li></ul></section><dl class="facts"><div><dt>Gifts are exchanged</dt><dd>${inWords(day)}<a class="beside" href="/participant/exchange/${exchangeId}/calendar.ics">Add to my calendar</a></dd></div><div><dt>Budget</dt><dd dir="auto">${escapeText(budget)}</dd></div></dl><section class="card" id="gift-ideas"><h2>My gift ideas</h2><div class="user-text" dir="auto">${linked(giftIdeas)}</div><p><a class="button secondary" href="/participant/gift-ideas">Edit gift ideas</a></p></section><section class="card"><h2>About me</h2><p>You are in as <b dir="auto">${escapeText(me)}</b>, ${escapeText(email)}. We remind you by e-mail before the day.</p><div class="actions"><a class="button secondary" href="/participant/profile">Edit my profile</a><form method="post" action="/participant/preferences"><button class="button secondary">Turn reminders off</button></form><a class="button secondary" href="/participant/withdraw">Leave the exchange</a></div></section><section class="card"><h2>Who is in <span class="badge">${names.length}</span></h2><ul class="names">${names.map((one) => `<li dir="auto">${escapeText(one)}</li>`).join('')}</ul></section>`,
  )
}

function page(title: string, home: string, navigation: string, preview: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – Sneaky Klaus</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">${preview}<meta name="htmx-config" content="{&quot;includeIndicatorCSS&quot;:false,&quot;noSwap&quot;:[204,304,&quot;5xx&quot;]}"><link rel="icon" href="/assets/icon.0123456789.svg" type="image/svg+xml"><link rel="stylesheet" href="/assets/styles.0123456789.css"><script src="/assets/page.0123456789.js" defer></script></head><body><a class="skip" href="#main">Skip to the content</a><header class="top"><a class="wordmark" href="${home}">${klaus}<span>Sneaky Klaus</span></a>${navigation}</header><main id="main"><div id="messages" role="status"></div>${content}</main><footer class="bottom"><p>Nobody but the giver learns who gives to whom.</p></footer></body></html>`
}

const klaus =
  '<svg class="klaus" viewbox="0 0 64 48" width="40" height="30" aria-hidden="true" fill="none"><path class="klaus-hat" d="M12 31C13 15 23 5 37 5c9 0 15 4 18 10l-9 1c-2-2-4-3-6-2 6 4 10 10 11 17z"></path><circle class="klaus-fur" cx="54" cy="17" r="5.5"></circle><path class="klaus-face" d="M14 35h36v13H14z"></path><circle class="klaus-eye" cx="26" cy="42" r="3"></circle><circle class="klaus-eye" cx="38" cy="42" r="3"></circle><rect class="klaus-fur" x="8" y="28" width="48" height="9" rx="4.5"></rect></svg>'

const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => special[character] as string)
}

/** Escapes first: an address ends at a space, and the escaped `&` belongs to it. */
function linked(text: string): string {
  return escapeText(text).replace(/https?:\/\/[^\s]+/g, (url) => `<a href="${url}" rel="noopener noreferrer nofollow ugc" target="_blank">${url}</a>`)
}

const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

function inWords(date: string): string {
  return whole.format(new Date(date))
}

function zone(timezone: string): string {
  return `${timezone.split('/').at(-1)?.replaceAll('_', ' ')} time`
}
