import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'
import { keptIn } from './kept-form.ts'

const letter = 'Dear all,\nbring “socks” & <mittens>!\n'

async function furnish() {
  const house = await openHouse()
  const { id, slug, people } = await house.exchange('registration_open', ['Bob', 'Charlie'])
  return { house, id, slug, bob: people.Bob as Visitor, organiser: await house.alice() }
}

type Furnished = Awaited<ReturnType<typeof furnish>>
/** A form, who sends it where, and what is typed into it. */
type Form = { name: string; sender(site: Furnished): Visitor; path(site: Furnished): string; fields: Record<string, string> }

const forms: Form[] = [
  {
    name: 'registration',
    sender: ({ house }) => house.visitor(),
    path: ({ slug }) => paths.register(slug),
    fields: { ...registration('Dana'), gift_ideas: letter },
  },
  { name: 'gift ideas', sender: ({ bob }) => bob, path: () => paths.giftIdeas(), fields: { gift_ideas: letter } },
  { name: 'profile', sender: ({ bob }) => bob, path: () => paths.profile(), fields: { name: 'Robert', gift_ideas: letter } },
  {
    name: 'asking for a link',
    sender: ({ house }) => house.visitor(),
    path: ({ slug }) => paths.requestAccess(slug),
    fields: { email: 'bob@example.org' },
  },
  {
    name: 'a new exchange',
    sender: ({ organiser }) => organiser,
    path: () => paths.newExchange(),
    fields: { ...exchangeFields, description: letter },
  },
  {
    name: 'adding somebody',
    sender: ({ organiser }) => organiser,
    path: ({ id }) => paths.addPerson(id),
    fields: { name: 'Erin', email: 'erin@example.org', gift_ideas: letter },
  },
  {
    name: 'signing in',
    sender: ({ house }) => house.visitor(),
    path: () => paths.adminLogin(),
    fields: { email: alice.email, password: alice.password },
  },
]

const counts = { kept: 0, read: 0 }

async function readEverything({ house, bob, organiser, id, slug }: Furnished): Promise<void> {
  const pages: [Visitor, string][] = [
    [house.visitor(), paths.register(slug)],
    ...[paths.dashboard(), paths.giftIdeas(), paths.profile()].map((path): [Visitor, string] => [bob, path]),
    ...[paths.adminDashboard(), paths.exchange(id), paths.people(id), paths.rules(id), paths.mail(), paths.settings()].map((path): [Visitor, string] => [
      organiser,
      path,
    ]),
  ]
  for (const [visitor, path] of pages) {
    expect(`${path} ${(await visitor.get(path)).status}`).toBe(`${path} 200`)
    counts.read++
  }
}

/** SQLite refuses every change on the connection that writes, as on a disk that the system has made read-only. */
const makeReadOnly = ({ native }: House) => native.pragma('query_only = on')
const makeWritable = ({ native }: House) => native.pragma('query_only = off')

describe('F5: while the database is read-only', () => {
  test.each(forms)('the form of $name is kept, and goes through as soon as it can be stored', async ({ sender, path, fields }) => {
    const site = await furnish()
    const visitor = sender(site)
    makeReadOnly(site.house)
    const refused = await visitor.post(path(site), fields)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '60'])
    const { password, ...kept } = fields
    expect(keptIn(refused)).toEqual(kept)
    if (password) expect(refused.html).not.toContain(password)
    const fragment = await visitor.post(path(site), fields, { headers: { 'HX-Request-Type': 'partial' } })
    expect([fragment.status, fragment.html.includes('hx-target="#messages"')]).toEqual([503, true])
    expect(site.house.log.filter((line) => line.includes('request failed')).length).toBe(2)
    counts.kept += 2
    makeWritable(site.house)
    expect(await visitor.post(path(site), { ...keptIn(refused), ...(password ? { password } : {}) })).toMatchObject({ status: 303 })
  })

  test('every page can be read, also on a day on which a session would be prolonged, and e-mails wait', async () => {
    const site = await furnish()
    const { house, slug } = site
    await house.visitor().post(paths.register(slug), registration('Dana'))
    house.world.travel({ hours: 25 })
    await house.alice()
    makeReadOnly(house)
    await readEverything(site)
    await expect(house.deliver()).rejects.toThrow('readonly')
    makeWritable(house)
    await readEverything(site)
    console.log(`F5: a read-only database: ${counts.kept} forms refused with 503 and kept, ${counts.read} pages read`)
  })
})
