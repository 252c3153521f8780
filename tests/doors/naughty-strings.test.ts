import { domainToASCII } from 'node:url'
import naughtyStrings from 'big-list-of-naughty-strings' with { type: 'json' }
import { afterAll, describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { isolated } from '../../src/language/isolated.ts'
import { unlinked } from '../../src/mail/unlinked.ts'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import type { Answer, Visitor } from '../support/visitor.ts'
import { sample } from './extent.ts'
import { type Element, elementsOf, foreignParts, foreignPartsOfLetter, textsOf, typedIn, userLinks } from './markup.ts'
import { urlTricks } from './url-tricks.ts'

// Half a surrogate pair is no text; a form can't send it.
const strings = [...sample(naughtyStrings, 20), ...sample(urlTricks, 4)].map((text) => text.toWellFormed())
/** What the exchanges of a house say of themselves, which every letter about a match quotes. */
const described = 'At Grandma’s, bring cookies.'

const counts = { tries: 0, fields: 0, accepted: 0, refused: 0, links: 0, letters: 0 }

afterAll(() => {
  const { tries, fields, accepted, refused, links, letters } = counts
  console.log(
    `S12: ${strings.length} strings × ${fields} fields = ${tries} tries: ${accepted} accepted, ${refused} refused; ${links} links and ${letters} e-mails looked at`,
  )
})

/** One field of a form, ready to be tried. `seen` looks at all the places where an accepted text is shown. */
type Door = { send(text: string): Promise<Answer>; seen?(text: string, answer: Answer): Promise<void>; end?(): Promise<void> }
type Field = { form: string; field: string; open(house: House): Promise<Door> }

describe('S12: user text never becomes markup, adds no header, breaks no page and comes back equal', () => {
  test.each<Field>([
    {
      form: 'setup',
      field: 'email',
      open: async (house) => ({ send: (email) => house.visitor().post(paths.setup(), { email, password: 'short', password_confirm: 'short' }) }),
    },
    {
      form: 'sign-in',
      field: 'email',
      open: async (house) => {
        await house.alice()
        return { send: (email) => house.visitor().post(paths.adminLogin(), { email, password: 'a wild guess' }) }
      },
    },
    {
      form: 'forgotten password',
      field: 'email',
      open: async (house) => {
        await house.alice()
        return { send: (email) => house.visitor().post(paths.forgotPassword(), { email }), seen: async () => undefined }
      },
    },
    { form: 'settings', field: 'email', open: openSettings },
    { form: 'exchange', field: 'name', open: (house) => openExchange(house, 'name') },
    { form: 'exchange', field: 'description', open: (house) => openExchange(house, 'description') },
    { form: 'exchange', field: 'budget', open: (house) => openExchange(house, 'budget') },
    { form: 'exchange', field: 'max_participants', open: (house) => openExchange(house, 'max_participants') },
    { form: 'exchange', field: 'registration_close_date', open: (house) => openExchange(house, 'registration_close_date') },
    { form: 'exchange', field: 'exchange_date', open: (house) => openExchange(house, 'exchange_date') },
    { form: 'exchange', field: 'timezone', open: (house) => openExchange(house, 'timezone') },
    ...['name', 'description', 'budget', 'max_participants', 'registration_close_date', 'exchange_date', 'timezone'].map((field) => ({
      form: 'editing',
      field,
      open: (house: House) => openEditing(house, field),
    })),
    { form: 'notifications', field: 'reminder_days', open: openNotifications },
    { form: 'delete', field: 'name', open: openDeleting },
    { form: 'registration', field: 'name', open: (house) => openRegistration(house, 'name') },
    { form: 'registration', field: 'gift_ideas', open: (house) => openRegistration(house, 'gift_ideas') },
    { form: 'registration', field: 'email', open: openRegistrationAddress },
    {
      form: 'request access',
      field: 'email',
      open: async (house) => {
        const { slug } = await house.exchange('registration_open', ['Bob'])
        return { send: (email) => house.visitor().post(paths.requestAccess(slug), { email }), seen: async () => undefined }
      },
    },
    {
      form: 'sign-in by e-mail alone',
      field: 'email',
      open: async (house) => {
        await house.exchange('registration_open', ['Bob'])
        return { send: (email) => house.visitor().post(paths.signIn(), { email }), seen: async () => undefined }
      },
    },
    {
      form: 'fresh link',
      field: 'email',
      open: async (house) => {
        await house.alice()
        return { send: (email) => house.visitor().post(paths.magicLink('A'.repeat(43)), { email }), seen: async () => undefined }
      },
    },
    { form: 'profile', field: 'name', open: (house) => openProfile(house, paths.profile(), 'name') },
    { form: 'profile', field: 'gift_ideas', open: (house) => openProfile(house, paths.profile(), 'gift_ideas') },
    { form: 'add somebody', field: 'name', open: openAddedName },
    { form: 'add somebody', field: 'email', open: openAddedAddress },
    { form: 'correct an address', field: 'email', open: openCorrection },
    { form: 'message', field: 'subject', open: (house) => openMessage(house, 'subject') },
    { form: 'message', field: 'message', open: (house) => openMessage(house, 'message') },
    {
      form: 'list of people',
      field: 'people',
      open: async (house) => {
        const { id } = await house.exchange('registration_open')
        const organiser = await house.alice()
        return { send: (people) => organiser.post(paths.importPeople(id), { people, confirm: 'yes' }), seen: async () => undefined }
      },
    },
    ...(['title', 'link', 'note', 'price'] as const).map((field) => ({ form: 'wish', field, open: (house: House) => openWish(house, field) })),
    { form: 'gift ideas', field: 'gift_ideas', open: (house) => openProfile(house, paths.giftIdeas(), 'gift_ideas') },
  ])('$form: $field', async ({ field, open }) => {
    const house = await openHouse()
    const door = await open(house)
    counts.fields++
    for (const text of strings) {
      counts.tries++
      house.exec('delete from rate_limit')
      const answer = await door.send(text)
      const page = look(answer)
      expect([text, answer.status], answer.html).toEqual([text, expect.toBeOneOf([303, 400, 422])])
      if (answer.status === 303) {
        counts.accepted++
        expect(answer.location).toMatch(/^\/[\w/-]*(\?sent=yes)?$/)
        await door.seen?.(text, answer)
      } else {
        counts.refused++
        expect(typedIn(page, field)).toBe(asParsed(text))
      }
    }
    await door.end?.()
  })

  test('what no page shows: passwords, hidden fields, the counter, and where to go after signing in', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    const bob = people.Bob as Visitor
    counts.fields += 9
    for (const text of strings) {
      counts.tries += 9
      house.exec('delete from rate_limit')
      const passwords = look(await house.visitor().post(paths.adminLogin(), { email: alice.email, password: text }))
      expect(typedIn(passwords, 'password')).toBeUndefined()
      const counted = await house.visitor().post(paths.giftIdeasCount(), { gift_ideas: text })
      expect(textsOf(look(counted), 'p')).toEqual([`${new Intl.NumberFormat('en').format([...text.replaceAll('\r\n', '\n')].length)} / 10,000 characters`])
      const next = look(await house.visitor().get(paths.adminLogin(text)))
      expect(next.find(({ tag }) => tag === 'form')?.attributes.action).toBe(paths.adminLogin())
      const hidden = [
        await organiser.post(paths.settings(), { change: text }),
        await organiser.post(paths.settings(), { change: 'sign-out', session_id: text }),
        await organiser.post(paths.settings(), { change: 'password', password: text, password_confirm: 'not the same' }),
        await organiser.post(paths.mail(), { email_id: text }),
        await bob.post(paths.match(), { show: text }),
        await bob.post(paths.preferences(), { reminder_enabled: text }),
      ]
      for (const answer of hidden) {
        look(answer)
        expect([text, answer.status]).toEqual([text, expect.toBeOneOf([303, 400, 409, 422])])
      }
    }
  })

  test('the draw, on the page and in the e-mail that names the match', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', [], { match_in_email: 'on' })
    const cast: { name: string; ideas: string; visitor: Visitor }[] = []
    for (const [index, text] of strings.entries()) cast.push(await enter(house, slug, `p${index}@example.org`, text))
    const organiser = await house.alice()
    await organiser.post(paths.closeRegistration(id))
    house.post.inbox.length = 0
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303 })
    await house.deliver()
    const letters = house.post.inbox.map((letter) => ({ text: letter.text, page: lookAtLetter(house, letter) }))
    expect(letters.map(({ page }) => receiverIn(page)).sort()).toEqual(cast.map(({ name }) => `You give to ${unlinked(name)}`).sort())
    const quotes = letters.flatMap(({ page }) => textsOf(page, 'blockquote'))
    expect(quotes.filter((quote) => quote !== described).sort()).toEqual(cast.flatMap(({ ideas }) => ideas || []).sort())
    expect(quotes.filter((quote) => quote === described)).toHaveLength(letters.length)
    for (const { name } of cast)
      expect(letters.some(({ text }) => text.includes(`${isolated(`You give to ${inLetter(name)}`, inEnglish.language)}.`))).toBe(true)
    const shown: string[] = []
    for (const { visitor } of cast) {
      await visitor.post(paths.match(), { show: 'yes' })
      const match = look(await visitor.get(paths.match()))
      shown.push(JSON.stringify([textsOf(match, 'bdi')[0], textsOf(match, 'div.user-text')[0] ?? '']))
    }
    expect(shown.sort()).toEqual(cast.map(({ name, ideas }) => JSON.stringify([name, ideas])).sort())
    expect(counts.links).toBeGreaterThan(0)
  })
})

/** Somebody registers with `text` as name and as gift ideas, each as far as it is accepted, and signs in. */
async function enter(house: House, slug: string, email: string, text: string): Promise<{ name: string; ideas: string; visitor: Visitor }> {
  for (const [name, ideas] of [
    [text, text],
    [text, ''],
    [email.slice(0, email.indexOf('@')), text],
    [email.slice(0, email.indexOf('@')), ''],
  ] as const) {
    const visitor = house.visitor()
    const answer = await visitor.post(paths.register(slug), { name, email, gift_ideas: ideas })
    if (answer.status !== 303) continue
    await signIn(house, visitor, email)
    return { name: name.trim(), ideas: ideas.replaceAll('\r\n', '\n'), visitor }
  }
  throw new Error('Nobody can get in.')
}

async function openSettings(house: House): Promise<Door> {
  const organiser = await house.alice()
  return {
    send: (email) => house.moveTo(organiser, email),
    seen: async (email) => {
      expect(typedIn(look(await organiser.get(paths.settings())), 'email')).toBe(asAddress(email))
    },
  }
}

async function openExchange(house: House, field: string): Promise<Door> {
  const organiser = await house.alice()
  const seen: string[] = []
  return {
    send: (text) => organiser.post(paths.newExchange(), { ...exchangeFields, [field]: text }),
    async seen(text, { location }) {
      const id = location?.split('/').at(-1) ?? ''
      const stored = text.replaceAll('\r\n', '\n').trim()
      const { slug, ...details } = house.row<Details & { slug: string }>('select slug, name, description, budget from exchange where id = ?', id)
      const { name, description, budget } = details
      if (!(field in details)) return
      expect(details).toEqual({ ...written(exchangeFields), [field]: stored })
      await organiser.post(paths.openRegistration(id))
      house.post.inbox.length = 0
      const bob = await house.join(slug, 'Bob')
      const pages = [await organiser.get(paths.exchange(id)), await house.visitor().get(paths.register(slug)), await bob.get(paths.dashboard())].map(look)
      for (const page of pages) {
        expect(textsOf(page, 'h1')).toEqual([name])
        expect(textsOf(page, 'title')[0]).toContain(name)
        if (description) expect(textsOf(page, 'div.user-text')[0]).toBe(description)
        if (budget) expect(textsOf(page, 'dd')).toContain(budget)
      }
      const access = look(await house.visitor().get(paths.requestAccess(slug)))
      expect(textsOf(access, 'bdi')).toEqual([name])
      const letter = house.post.letterTo('bob@example.org')
      expect(letter.subject).toBe(`You’re in: ${inLetter(name)}`)
      const page = lookAtLetter(house, letter)
      const [day, joined] = ['Thursday 24 December 2026', `You joined “${inLetter(name)}”. Others can join until `]
      expect(textsOf(page, 'p').filter((paragraph) => paragraph.startsWith(joined))).toHaveLength(1)
      expect(textsOf(page, 'div.user-text')).toEqual([day, ...(budget ? [budget] : [])])
      expect(textsOf(page, 'blockquote')).toEqual(description ? [description] : [])
      expect(letter.text).toContain(`\n\n${joined}`)
      expect(letter.text).toContain(`\n\nGift day: ${day}\n${budget ? `Budget:   ${budget}\n` : ''}\n`)
      seen.push(name)
    },
    async end() {
      expect(textsOf(look(await organiser.get(paths.adminDashboard())), 'a')).toEqual(expect.arrayContaining(seen))
      look(await organiser.get(paths.mail()))
    },
  }
}

/** A field of an exchange that is changed in place, as a page and as a fragment. */
async function openEditing(house: House, field: string): Promise<Door> {
  const { id, slug, people } = await house.exchange('registration_open', ['Bob'])
  const organiser = await house.alice()
  const bob = people.Bob as Visitor
  const fragment = { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } }
  return {
    async send(text) {
      await organiser.post(paths.exchange(id), { [field]: text, version: text }, fragment).then(look)
      look(await organiser.get(paths.exchange(id, text)))
      return organiser.post(paths.exchange(id), { [field]: text })
    },
    async seen(text) {
      const form = look(await organiser.get(paths.editExchange(id, field)))
      if (field in written(exchangeFields)) expect(typedIn(form, field)).toBe(text.replaceAll('\r\n', '\n').trim())
      const value = look(await organiser.get(paths.exchange(id, field), fragment))
      if (field === 'name' || field === 'budget') expect(textsOf(value, 'a')[0]).toBe(text.trim() || 'not set')
      const calendar = await bob.get(paths.calendar(id))
      expect(calendar.html.match(/^BEGIN:/gm)).toHaveLength(2)
      look(await organiser.get(paths.exchange(id)))
      look(await organiser.get(paths.poster(id)))
      const preview = look(await house.visitor().get(paths.register(slug))).find(({ attributes }) => attributes.property === 'og:title')
      if (field === 'name') expect(preview?.attributes.content).toBe(text.trim())
    },
  }
}

async function openNotifications(house: House): Promise<Door> {
  const organiser = await house.alice()
  const { id } = await house.exchange('registration_open')
  return {
    send: (reminder_days) => organiser.post(paths.notifications(id), { reminder_days }),
    seen: async (text) => {
      const days = [...new Set(text.match(/\d+/g))].map(Number)
      expect(typedIn(look(await organiser.get(paths.notifications(id))), 'reminder_days')).toBe(days.join(', '))
    },
  }
}

/** What is typed is not the name, and so is only shown again; the page shows the exchange's own name, which is as naughty. */
async function openDeleting(house: House): Promise<Door> {
  const organiser = await house.alice()
  const { id } = await house.exchange('registration_open')
  let number = 0
  return {
    async send(text) {
      // An exchange may have any text as its name that the form for one takes; here it is enough that it is another.
      house.native.prepare('update exchange set name = ?').run(`${strings[number++ % strings.length]} else`)
      const page = look(await organiser.get(paths.deleteExchange(id)))
      expect(textsOf(page, 'h1').length).toBe(1)
      return organiser.post(paths.deleteExchange(id), { name: text })
    },
  }
}

type Details = { name: string; description: string; budget: string }

/** What people write about an exchange; its other fields hold no text of theirs. */
function written({ name, description, budget }: Details): Details {
  return { name, description, budget }
}

async function openRegistration(house: House, field: 'name' | 'gift_ideas'): Promise<Door> {
  const { id, slug } = await house.exchange('registration_open')
  const names: string[] = []
  let visitor = house.visitor()
  let email = ''
  let number = 0
  return {
    send(text) {
      house.world.travel({ minutes: 1 })
      visitor = house.visitor()
      email = `p${number++}@example.org`
      return visitor.post(paths.register(slug), { ...registration('Bob'), email, [field]: text })
    },
    async seen(text) {
      house.post.inbox.length = 0
      await signIn(house, visitor, email)
      const name = field === 'name' ? text.trim() : 'Bob'
      const ideas = field === 'gift_ideas' ? text.replaceAll('\r\n', '\n') : 'Bob likes socks'
      const letter = house.post.letterTo(email)
      expect(textsOf(lookAtLetter(house, letter), 'p')).toContain(`Hello ${inLetter(name)},`)
      expect(letter.text).toContain(`Hello ${inLetter(name)},\n`)
      await isSeenByOneself(visitor, name, ideas)
      names.push(name)
    },
    async end() {
      const desk = look(await (await house.alice()).get(paths.exchange(id)))
      expect(textsOf(desk, 'b')).toEqual(names.toReversed().slice(0, 5))
    },
  }
}

async function openRegistrationAddress(house: House): Promise<Door> {
  const { id, slug } = await house.exchange('registration_open')
  const send = (email: string) => house.visitor().post(paths.register(slug), { ...registration('Bob'), email })
  return {
    send,
    async seen(email) {
      await house.deliver()
      const letter = house.post.letterTo(asAddress(email))
      expect(letter.to).toEqual([asAddress(email)])
      lookAtLetter(house, letter)
      const again = await send(email)
      const page = look(again)
      expect([again.status, textsOf(page, 'b.address'), typedIn(page, 'email')]).toEqual([400, [asAddress(email)], asAddress(email)])
      expect(textsOf(look(await (await house.alice()).get(paths.exchange(id))), 'span.quiet')).toContain(asAddress(email))
    },
  }
}

async function openProfile(house: House, path: string, field: 'name' | 'gift_ideas'): Promise<Door> {
  const { people } = await house.exchange('registration_open', ['Bob'])
  const bob = people.Bob as Visitor
  const before = { name: 'Bob', gift_ideas: 'Bob likes socks' }
  return {
    send: (text) => bob.post(path, { ...before, [field]: text }),
    seen: (text) =>
      isSeenByOneself(bob, field === 'name' ? text.trim() : before.name, field === 'gift_ideas' ? text.replaceAll('\r\n', '\n') : before.gift_ideas),
  }
}

async function openWish(house: House, field: 'title' | 'link' | 'note' | 'price'): Promise<Door> {
  const { people } = await house.exchange('registration_open', ['Bob'])
  const bob = people.Bob as Visitor
  return {
    send(text) {
      house.exec('delete from wish')
      return bob.post(paths.wishes(), { title: 'A kite', [field]: text })
    },
    async seen(text) {
      const { id, ...wish } = house.row<Record<string, string>>('select id, title, link, note, price from wish')
      if (field === 'note') expect(wish.note).toBe(asParsed(text))
      if (field === 'link') expect(wish.link).toMatch(/^(https?:\/\/[^/@]+\/\S*)?$/)
      look(await bob.get(paths.wishes()))
      expect(typedIn(look(await bob.get(paths.wish(id as string))), field)).toBe(wish[field])
    },
  }
}

async function openAddedName(house: House): Promise<Door> {
  const { id } = await house.exchange('registration_open')
  const organiser = await house.alice()
  let number = 0
  return {
    send: (name) => organiser.post(paths.addPerson(id), { name, email: `p${++number}@example.org` }),
    async seen(text) {
      const name = text.trim()
      await house.deliver()
      expect(textsOf(lookAtLetter(house, house.post.letterTo(`p${number}@example.org`)), 'p')).toContain(`Hello ${inLetter(name)},`)
      const list = look(await organiser.get(paths.people(id)))
      expect(textsOf(list, 'b')).toContain(name)
      const found = look(await organiser.get(`${paths.people(id)}?search=${encodeURIComponent(text)}`))
      expect(typedIn(found, 'search')).toBe([...name].length > 255 ? '' : name)
      const { id: person } = house.row<{ id: string }>('select id from participant where email = ?', `p${number}@example.org`)
      for (const page of [paths.removePerson(id, person), paths.correctEmail(id, person)]) look(await organiser.get(page))
    },
  }
}

async function openAddedAddress(house: House): Promise<Door> {
  const { id } = await house.exchange('registration_open')
  const organiser = await house.alice()
  return {
    send: (email) => organiser.post(paths.addPerson(id), { name: 'Bob', email }),
    async seen(email) {
      await house.deliver()
      expect(house.post.letterTo(asAddress(email)).to).toEqual([asAddress(email)])
      expect(textsOf(look(await organiser.get(paths.people(id))), 'span')).toContain(asAddress(email))
    },
  }
}

async function openCorrection(house: House): Promise<Door> {
  const { id } = await house.exchange('registration_open', ['Bob'])
  const organiser = await house.alice()
  const page = paths.correctEmail(id, house.row<{ id: string }>('select id from participant').id)
  return {
    send: (email) => organiser.post(page, { email }),
    async seen(email) {
      await house.deliver()
      expect(house.post.letterTo(asAddress(email)).to).toEqual([asAddress(email)])
      expect(typedIn(look(await organiser.get(page)), 'email')).toBe(asAddress(email))
    },
  }
}

async function openMessage(house: House, field: 'subject' | 'message'): Promise<Door> {
  const { id } = await house.exchange('registration_open', ['Bob'])
  const organiser = await house.alice()
  const fields = (text: string) => ({ subject: 'News', message: 'Hello', [field]: text })
  return {
    send: (text) => organiser.post(paths.message(id), { ...fields(text), confirm: 'yes' }),
    async seen(text) {
      const written = field === 'message' ? text.replaceAll('\r\n', '\n') : 'Hello'
      const subject = field === 'subject' ? text.trim() : 'News'
      const preview = look(await organiser.post(paths.message(id), fields(text)))
      expect([textsOf(preview, 'p.letter-subject'), textsOf(preview, 'div.user-text')]).toEqual([[subject], [written]])
      await house.deliver()
      const letter = house.post.letterTo('bob@example.org')
      expect(letter.subject).toBe(unlinked(subject))
      expect(textsOf(lookAtLetter(house, letter), 'div.user-text')).toEqual([written])
      expect(letter.text).toContain(written)
    },
  }
}

async function signIn(house: House, visitor: Visitor, email: string): Promise<void> {
  await house.deliver()
  await visitor.get(house.linkTo(email))
  house.exec('delete from rate_limit')
}

async function isSeenByOneself(visitor: Visitor, name: string, ideas: string): Promise<void> {
  const dashboard = look(await visitor.get(paths.dashboard()))
  expect(textsOf(dashboard, 'span.eyebrow')).toEqual([`Hello ${name}`])
  expect(textsOf(dashboard, 'li')).toContain(name)
  if (ideas) expect(textsOf(dashboard, 'div.user-text').at(-1)).toBe(ideas)
  const profile = look(await visitor.get(paths.profile()))
  expect([typedIn(profile, 'name'), typedIn(profile, 'gift_ideas')]).toEqual([name, ideas])
}

const knownHeaders =
  /^(cache-control|connection|content-(encoding|length|security-policy|type)|cross-origin-(opener|resource)-policy|date|keep-alive|location|permissions-policy|referrer-policy|set-cookie|transfer-encoding|vary|x-(content-type-options|frame-options))$/
const knownCookies = /^(sent_to|kept_form|admin_session|participant_session|flash|link_requester|known_browser)=[\w.-]*; /

/** The elements of an answer that is whole and holds nothing foreign. */
function look(answer: Answer): Element[] {
  expect(answer.status).toBeLessThan(500)
  expect([...answer.headers.keys()].filter((name) => !knownHeaders.test(name))).toEqual([])
  expect(answer.headers.getSetCookie().filter((line) => !knownCookies.test(line))).toEqual([])
  const elements = elementsOf(answer.html)
  expect(foreignParts(elements)).toEqual([])
  counts.links += userLinks(elements).length
  return elements
}

/** The elements of an e-mail's HTML form, which holds nothing foreign. */
function lookAtLetter(house: House, letter: House['post']['inbox'][number]): Element[] {
  counts.letters++
  expect(Object.keys(letter).sort()).toEqual(['attachments', 'from', 'headers', 'html', 'idempotencyKey', 'subject', 'text', 'to'])
  const { 'List-Unsubscribe': decline, 'List-Unsubscribe-Post': _, ...others } = letter.headers ?? {}
  expect(others).toEqual({ 'Auto-Submitted': 'auto-generated' })
  if (decline !== undefined) expect(decline.replace(house.world.url(''), '')).toMatch(/^<\/participation\/decline\/[\w-]{43}>$/)
  const elements = elementsOf(letter.html)
  expect(foreignPartsOfLetter(elements, house.world.url(''))).toEqual([])
  return elements
}

function receiverIn(letter: Element[]): string | undefined {
  return textsOf(letter, 'h1').find((text) => text.startsWith('You give to '))
}

/** A text as it stands in a sentence of an e-mail, where no program makes a link of it, nor lets it turn what is around it. */
function inLetter(text: string): string {
  return isolated(unlinked(text), inEnglish.language)
}

/** What a browser reads of a text in a page: some characters can't stand in HTML. */
function asParsed(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '\ufffd')
}

/** An address as it is kept: trimmed, in lower case, an international domain in its ASCII form. */
function asAddress(text: string): string {
  const [user = '', domain = ''] = text.trim().toLowerCase().split('@')
  return `${user}@${domainToASCII(domain)}`
}
