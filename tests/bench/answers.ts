import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inEnglish } from '../../src/language/english.ts'
import { dateInWords } from '../../src/ui/dates.ts'
import { type Seeded, theExchange } from './seed.ts'
import { cutOut, inJinja, type Template, type Templates } from './template.ts'

const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => special[character] as string)

/** Asks the app for its pages, and leaves them as templates in `folder` for the servers it is compared with. */
export async function takeAnswers(origin: string, folder: string, seeded: Seeded): Promise<void> {
  // As they are: the others compress nothing, and neither does the app for the load.
  const get = (path: string) => fetch(origin + path, { headers: { cookie: seeded.cookie, 'accept-encoding': 'identity' } })
  const invitation = await get(seeded.invitation)
  const dashboard = await get(seeded.dashboard)
  const pages = { invitation: await invitation.text(), dashboard: await dashboard.text() }
  const known = {
    name: theExchange.name,
    budget: theExchange.budget,
    day: dateInWords(seeded.day, inEnglish),
    closes: dateInWords(seeded.closes, inEnglish),
    zone: 'Berlin time',
  }
  const { list, betweenNames } = listOf(pages.dashboard, seeded.names)
  const giftIdeas = linkedIn(pages.dashboard, theExchange.giftIdeas)
  const templates: Templates = {
    invitation: cutOut(pages.invitation, { ...known, slug: seeded.slug, description: escapeText(theExchange.description), joined: /\b50\b/g }),
    dashboard: cutOut(pages.dashboard, {
      ...known,
      names: list,
      description: escapeText(theExchange.description),
      giftIdeas,
      me: escapeText(seeded.me),
      email: seeded.email,
      exchangeId: seeded.exchangeId,
      joined: /\b50\b/g,
    }),
    betweenNames,
    link: linkIn(giftIdeas),
    headers: { invitation: headersOf(invitation), dashboard: headersOf(dashboard) },
  }
  writeFileSync(join(folder, 'templates.json'), JSON.stringify(templates))
  writeForFlask(join(folder, 'flask'), templates)
}

/** The names as they stand in the page, and what stands between each two of them. */
function listOf(page: string, names: string[]): { list: string; betweenNames: string } {
  const [first = '', second = ''] = names.map(escapeText)
  const between = page.slice(page.lastIndexOf(first) + first.length, page.lastIndexOf(second))
  const list = names.map(escapeText).join(between)
  if (!page.includes(list)) throw new Error('The names of the dashboard are no list of equal items any more: mend tests/bench/answers.ts.')
  return { list, betweenNames: between }
}

/** A text as the page shows it, its one web address made a link. */
function linkedIn(page: string, text: string): string {
  const [before = '', after = ''] = escapeText(text).split(urlIn(text))
  const start = page.indexOf(before)
  return page.slice(start, page.indexOf(after, start) + after.length)
}

function linkIn(html: string): Template {
  return cutOut(/<a .*<\/a>/.exec(html)?.[0] ?? '', { href: urlIn(theExchange.giftIdeas) })
}

function urlIn(text: string): string {
  return escapeText(/https:\S+/.exec(text)?.[0] ?? '')
}

/** All but what the server adds by itself. */
function headersOf(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'content-length'].includes(name)))
}

function writeForFlask(folder: string, { invitation, dashboard, betweenNames, link, headers }: Templates): void {
  mkdirSync(folder, { recursive: true })
  const slots = {
    name: '{{ exchange.name }}',
    budget: '{{ exchange.budget }}',
    slug: '{{ exchange.slug }}',
    exchangeId: '{{ exchange.id }}',
    day: '{{ exchange.exchange_date | in_words }}',
    closes: '{{ exchange.registration_close_date | in_words }}',
    zone: '{{ exchange.timezone | zone }}',
    description: '{{ exchange.description | linked }}',
    giftIdeas: '{{ me.gift_ideas | linked }}',
    me: '{{ me.name }}',
    email: '{{ me.email }}',
    names: `{% for name in names %}{{ name }}{% if not loop.last %}${betweenNames}{% endif %}{% endfor %}`,
  }
  writeFileSync(join(folder, 'invitation.html'), inJinja(invitation, slots))
  writeFileSync(join(folder, 'dashboard.html'), inJinja(dashboard, { ...slots, joined: '{{ names | length }}' }))
  writeFileSync(join(folder, 'link.html'), inJinja(link, {}))
  writeFileSync(join(folder, 'headers.json'), JSON.stringify(headers))
}
