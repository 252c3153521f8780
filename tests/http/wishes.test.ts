import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { readWishesAt } from '../../src/wishes/wish-list.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

type Stored = { id: string; title: string; link: string; note: string; price: string; version: number; most_wanted: number; removed_at: unknown }

/** Every wish that is stored, removed ones too, in order. */
function stored(house: House): Stored[] {
  return house.rows<Stored>('select * from wish order by position, id')
}

/** The titles on a page, from top to bottom. */
const titlesOn = ({ html }: Answer) => [...html.matchAll(/<p class="wish-title">.*?<bdi>(.*?)<\/bdi>/gs)].map(([, title]) => title)
const versionIn = ({ html }: Answer) => /name="version" value="([^"]+)"/.exec(html)?.[1] as string
const htmx = { headers: { 'HX-Request-Type': 'partial' } }

const kite = {
  title: 'A red kite',
  link: 'https://shop.example.org/kites?colour=red',
  note: 'Not a blue one.\nOr green.',
  price: 'about 15 €',
  most_wanted: 'on',
}

async function bobsHouse(state: 'registration_open' | 'matched' | 'completed' = 'registration_open') {
  const house = await openHouse()
  const { id, people } = await house.exchange(state, ['Bob', 'Charlie', 'Dana'])
  return { house, id, people, bob: people.Bob as Visitor, charlie: people.Charlie as Visitor }
}

/** Adds wishes by their titles; gives their identifiers. */
async function wishFor(house: House, visitor: Visitor, ...titles: string[]): Promise<string[]> {
  for (const title of titles) await visitor.post(paths.wishes(), { title })
  return titles.map((title) => house.row<{ id: string }>('select id from wish where title = ? and removed_at is null', title).id)
}

describe('the wish list', () => {
  test('takes wishes, and shows them in their order', async () => {
    const { house, bob } = await bobsHouse()
    expect((await bob.get(paths.wishes())).text).toContain('Nothing here yet.')
    expect(await bob.post(paths.wishes(), kite)).toMatchObject({ status: 303, location: paths.wishes() })
    await bob.post(paths.wishes(), { title: 'Socks' })
    expect(stored(house)).toMatchObject([
      { ...kite, most_wanted: 1, version: 1, removed_at: null },
      { title: 'Socks', link: '', note: '', price: '' },
    ])
    const page = await bob.get(paths.wishes())
    expect(page.text).toContain('“Socks” is on your list.')
    expect(page.text).toMatch(/My wishes 2 A red kite shop.example.org Most wanted about 15 € Not a blue one. Or green. .* Socks/)
    expect(page.html).toContain(
      '<a href="https://shop.example.org/kites?colour=red" rel="noreferrer noopener nofollow ugc" referrerpolicy="no-referrer" target="_blank"><bdi>A red kite</bdi></a>',
    )
  })

  test('calls a link that comes alone by its domain, in whichever field it stands', async () => {
    const { house, bob } = await bobsHouse()
    await bob.post(paths.wishes(), { link: 'https://www.example.org/a?b=1' })
    await bob.post(paths.wishes(), { title: ` http://shop.example.net/${'x'.repeat(300)} ` })
    await bob.post(paths.wishes(), { title: '\u200b ', link: 'Example.COM' })
    expect(stored(house).map(({ title, link }) => [title, link])).toEqual([
      ['example.org', 'https://www.example.org/a?b=1'],
      ['shop.example.net', `http://shop.example.net/${'x'.repeat(300)}`],
      ['example.com', 'https://example.com/'],
    ])
  })

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'mailto:bob@example.org',
    'bob@example.org',
    'ftp://example.org',
    'https://bank.example@evil.example/',
    'https://example',
    'https://',
    'two words.org',
    'https://example.org/\u202egpj',
    `example.org/${'x'.repeat(2000)}`,
  ])('refuses the link %j, and keeps it with all the rest', async (link) => {
    const { house, bob } = await bobsHouse()
    const answer = await bob.post(paths.wishes(), { ...kite, link })
    expect(answer.status).toBe(422)
    expect(answer.html).toMatch(/<input id="link"[^>]* aria-invalid="true"/)
    for (const kept of [kite.title, 'Not a blue one.\nOr green.', kite.price, 'value="on" checked']) expect(answer.html).toContain(kept)
    expect(stored(house)).toEqual([])
  })

  test.each([
    ['nothing', { title: ' ', link: '' }, 'Please say what it is, or add a link.'],
    ['a long title', { title: '🪁'.repeat(201) }, 'at most 200 characters; you have 201'],
    ['a long note', { title: 'x', note: 'n'.repeat(1001) }, 'at most 1,000 characters; you have 1,001'],
    ['a long price', { title: 'x', price: '9'.repeat(41) }, 'at most 40 characters; you have 41'],
    ['a turned title', { title: 'kite\u202e' + 'x' }, 'line breaks or invisible characters'],
    ['a turned price', { title: 'x', price: '1\u2066 2' }, 'line breaks or invisible characters'],
    ['a control character', { title: 'x', note: 'a\u0007' }, 'control characters'],
  ])('refuses %s', async (_, fields, words) => {
    const { house, bob } = await bobsHouse()
    for (const options of [{}, htmx]) {
      const answer = await bob.post(paths.wishes(), fields as Record<string, string>, options)
      expect([answer.status, answer.text.includes(words)], answer.text).toEqual([422, true])
      expect(answer.html.includes('<html')).toBe(options !== htmx)
    }
    expect(stored(house)).toEqual([])
  })

  test('takes what people write in any script, at its longest', async () => {
    const { house, bob } = await bobsHouse()
    const wish = { title: '🪁'.repeat(200), note: 'ע'.repeat(1000), price: '₪'.repeat(40) }
    expect(await bob.post(paths.wishes(), wish)).toMatchObject({ status: 303 })
    await bob.post(paths.wishes(), { title: '<b>bold</b> & "loud"' })
    expect(stored(house)).toMatchObject([wish, { title: '<b>bold</b> & "loud"' }])
    expect((await bob.get(paths.wishes())).html).toContain('<bdi>&lt;b&gt;bold&lt;/b&gt; &amp; &quot;loud&quot;</bdi>')
  })

  test('is added to in place: the empty form, the list and the message', async () => {
    const { bob } = await bobsHouse()
    const answer = await bob.post(paths.wishes(), kite, htmx)
    expect(answer.status).toBe(200)
    expect(answer.html).toMatch(
      /^<form id="add-wish".*<hx-partial hx-target="#wish-list" hx-swap="outerHTML">.*A red kite.*<hx-partial hx-target="#messages">/s,
    )
    expect(answer.html).toMatch(/<input id="title" [^>]*value=""[^>]* autofocus/)
  })

  test('takes the same wish once, however often it is sent', async () => {
    const { house, bob } = await bobsHouse()
    const answers = await Promise.all([1, 2, 3, 4].map(() => bob.post(paths.wishes(), kite)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(stored(house)).toHaveLength(1)
  })

  test('holds fifty, and refuses more without losing them, when two come at once too', async () => {
    const { house, bob } = await bobsHouse()
    for (let number = 1; number < 50; number++) await bob.post(paths.wishes(), { title: `Wish ${number}` })
    const answers = await Promise.all(['Skis', 'Boots'].map((title) => bob.post(paths.wishes(), { title, note: `of ${title}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(stored(house)).toHaveLength(50)
    const full = await bob.post(paths.wishes(), { ...kite, title: 'One more' })
    expect([full.status, full.text.includes('Your list is full: it can hold 50 wishes.')]).toEqual([409, true])
    expect(full.html).toContain('value="One more"')
    expect((await bob.get(paths.wishes())).html).not.toContain('<form id="add-wish"')
    const deleted = await bob.post(paths.deleteWish(stored(house)[0]?.id as string), {}, htmx)
    expect(deleted.html).toContain('<hx-partial hx-target="#add-wish" hx-swap="outerHTML"><form id="add-wish"')
    expect(await bob.post(paths.wishes(), { title: 'One more' })).toMatchObject({ status: 303 })
  })
})

describe('changing a wish', () => {
  test('shows what it says, and stores what is typed', async () => {
    const { house, bob } = await bobsHouse()
    await bob.post(paths.wishes(), kite)
    const [{ id }] = stored(house) as [Stored]
    const form = await bob.get(paths.wish(id))
    for (const words of ['value="A red kite"', kite.link, 'Not a blue one.\nOr green.', kite.price, 'value="on" checked']) expect(form.html).toContain(words)
    expect(form.html).not.toContain('keep seeing it')
    const answer = await bob.post(paths.wish(id), { title: 'A green kite', link: 'example.net', note: '', price: '', version: versionIn(form) })
    expect(answer).toMatchObject({ status: 303, location: paths.wishes({ at: id, button: 'edit' }) })
    expect(stored(house)).toMatchObject([{ id, title: 'A green kite', link: 'https://example.net/', note: '', price: '', most_wanted: 0, version: 2 }])
    expect((await bob.get(answer.location as string)).html).toMatch(/aria-label="Edit “A green kite”" autofocus/)
  })

  test('happens in the list, which comes back with the keyboard where it was', async () => {
    const { house, bob } = await bobsHouse()
    const [, second] = await wishFor(house, bob, 'Kite', 'Socks', 'Book')
    const opened = await bob.get(paths.wish(second as string), htmx)
    expect(opened.html).toMatch(/^<div id="wish-list">.*Kite.*<form method="post" action="\/participant\/wishes\/[\da-f-]+" novalidate hx-post.*Book/s)
    const refused = await bob.post(paths.wish(second as string), { title: '', link: '' }, htmx)
    expect([refused.status, refused.html.includes(`id="title-${second}"`), refused.text.includes('Please say what it is')]).toEqual([422, true, true])
    const saved = await bob.post(paths.wish(second as string), { title: 'Warm socks' }, htmx)
    expect(titlesOn(saved)).toEqual(['Kite', 'Warm socks', 'Book'])
    expect(saved.html).toMatch(/aria-label="Edit “Warm socks”" autofocus/)
    const givenUp = await bob.get(paths.wishes({ at: second as string, button: 'edit' }), htmx)
    expect(givenUp.html).toMatch(/^<div id="wish-list">.*aria-label="Edit “Warm socks”" autofocus/s)
  })

  test('leaves what a form does not hold, and nothing counts as changed that is not', async () => {
    const { house, bob } = await bobsHouse()
    await bob.post(paths.wishes(), kite)
    const [before] = stored(house) as [Stored]
    await bob.post(paths.wish(before.id), { title: kite.title, most_wanted: 'on' })
    expect(stored(house)).toEqual([before])
  })

  test('to a link alone calls it by its domain', async () => {
    const { house, bob } = await bobsHouse()
    const [id] = (await wishFor(house, bob, 'Kite')) as [string]
    await bob.post(paths.wish(id), { title: 'https://one.example.org/kite' })
    expect(stored(house)).toMatchObject([{ title: 'one.example.org', link: 'https://one.example.org/kite' }])
    await bob.post(paths.wish(id), { title: '', link: 'two.example.org' })
    expect(stored(house)).toMatchObject([{ title: 'two.example.org', link: 'https://two.example.org/', version: 3 }])
    expect((await bob.get(paths.wishes())).text).toContain('“two.example.org” is saved.')
  })

  test('of two tabs overwrites nothing unseen, and keeps what each of them changed', async () => {
    const { house, bob } = await bobsHouse()
    await bob.post(paths.wishes(), kite)
    const [{ id }] = stored(house) as [Stored]
    const version = versionIn(await bob.get(paths.wish(id)))
    await bob.post(paths.wish(id), { ...kite, title: 'Tab two', version })
    await bob.post(paths.wish(id), { ...kite, price: '20 €', version })
    expect(stored(house)).toMatchObject([{ title: 'Tab two', price: '20 €', note: kite.note }])
    const late = await bob.post(paths.wish(id), { ...kite, title: 'Tab one', version })
    expect([late.status, late.text.includes('Meanwhile this was saved elsewhere: Tab two.'), late.html.includes('value="Tab one"')]).toEqual([409, true, true])
    expect(stored(house)).toMatchObject([{ title: 'Tab two' }])
    expect(await bob.post(paths.wish(id), { ...kite, title: 'Tab one', version: versionIn(late) })).toMatchObject({ status: 303 })
    expect(stored(house)).toMatchObject([{ title: 'Tab one', price: '20 €' }])
  })

  test('on a page of somebody who was signed in before is refused', async () => {
    const { house, id: exchange, bob } = await bobsHouse()
    await bob.post(paths.wishes(), kite)
    const [{ id }] = stored(house) as [Stored]
    const before = house.everyRow()
    const theirs = { ...kite, title: 'Theirs', participant_id: house.idOf(exchange, 'Charlie') }
    const answers = [
      await bob.post(paths.wishes(), theirs),
      await bob.post(paths.wish(id), theirs),
      await bob.post(paths.moveWish(id), { ...theirs, direction: 'down' }),
      await bob.post(paths.deleteWish(id), theirs),
    ]
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409])
    for (const answer of answers) expect(answer.text).toContain('Someone else has signed in here')
    expect(answers.slice(0, 2).map(({ html }) => html.includes('value="Theirs"'))).toEqual([true, true])
    expect(house.everyRow()).toEqual(before)
  })
})

describe('the order', () => {
  test('changes by one place, and not beyond an end', async () => {
    const { house, bob } = await bobsHouse()
    const [kiteId, , book] = (await wishFor(house, bob, 'Kite', 'Socks', 'Book')) as [string, string, string]
    const order = async () => titlesOn(await bob.get(paths.wishes()))
    const answer = await bob.post(paths.moveWish(book), { direction: 'up' })
    expect(answer).toMatchObject({ status: 303, location: paths.wishes({ at: book, button: 'up' }) })
    expect(await order()).toEqual(['Kite', 'Book', 'Socks'])
    expect((await bob.get(answer.location as string)).html).toMatch(/aria-label="Move “Book” up, number 2 of 3"[^>]* autofocus/)
    await bob.post(paths.moveWish(kiteId), { direction: 'up' })
    expect(await order()).toEqual(['Kite', 'Book', 'Socks'])
    await bob.post(paths.moveWish(kiteId), { direction: 'down' })
    await bob.post(paths.moveWish(kiteId), { direction: 'down' })
    const atTheEnd = await bob.post(paths.moveWish(kiteId), { direction: 'down' }, htmx)
    expect(titlesOn(atTheEnd)).toEqual(['Book', 'Socks', 'Kite'])
    // There is no button that leads on, so the keyboard is at the one that leads back.
    expect(atTheEnd.html).toMatch(/aria-label="Move “Kite” up, number 3 of 3"[^>]* autofocus/)
    expect(house.rows('select version from wish')).toEqual([{ version: 1 }, { version: 1 }, { version: 1 }])
  })

  test('of a form that is sent twice changes once, at the same time too', async () => {
    const { house, bob } = await bobsHouse()
    const [, , book] = (await wishFor(house, bob, 'Kite', 'Socks', 'Book')) as [string, string, string]
    await Promise.all([1, 2].map(() => bob.post(paths.moveWish(book), { direction: 'up', place: '3' })))
    expect(titlesOn(await bob.get(paths.wishes()))).toEqual(['Kite', 'Book', 'Socks'])
  })

  test('is whole after many moves at once', async () => {
    const { house, bob } = await bobsHouse()
    const ids = await wishFor(house, bob, 'Kite', 'Socks', 'Book', 'Puzzle')
    await Promise.all([...ids, ...ids].map((id, number) => bob.post(paths.moveWish(id), { direction: number % 2 ? 'up' : 'down' })))
    expect(new Set(house.rows<{ position: number }>('select position from wish').map(({ position }) => position)).size).toBe(4)
  })

  test.each([{}, { direction: 'sideways' }])('needs a direction, and %j is none', async (fields) => {
    const { house, bob } = await bobsHouse()
    const [id] = (await wishFor(house, bob, 'Kite')) as [string]
    expect(await bob.post(paths.moveWish(id), fields as Record<string, string>)).toMatchObject({ status: 422 })
  })
})

describe('a wish that is not one’s own', () => {
  const ways = (id: string): [string, 'get' | 'post', Record<string, string>][] => [
    [paths.wish(id), 'get', {}],
    [paths.wish(id), 'post', { title: 'Mine' }],
    [paths.deleteWish(id), 'post', {}],
    [paths.moveWish(id), 'post', { direction: 'up' }],
  ]

  test('is not there, of the same exchange or another, deleted or never made', async () => {
    const { house, bob, charlie } = await bobsHouse()
    const other = await house.exchange('registration_open', ['Erin'])
    const [charlies] = (await wishFor(house, charlie, 'Charlie’s')) as [string]
    const [erins] = (await wishFor(house, other.people.Erin as Visitor, 'Erin’s')) as [string]
    const [deleted] = (await wishFor(house, bob, 'Gone')) as [string]
    await bob.post(paths.deleteWish(deleted))
    const before = house.everyRow()
    for (const id of [charlies, erins, deleted, '00000000-0000-4000-8000-000000000000', 'x']) {
      for (const [path, method, fields] of ways(id)) {
        const answer = method === 'get' ? await bob.get(path) : await bob.post(path, fields)
        expect([path, answer.status]).toEqual([path, 404])
        expect(answer.text).not.toMatch(/Charlie’s|Erin’s/)
      }
    }
    expect(house.everyRow()).toEqual(before)
  })

  test('nor for strangers and organisers, who are sent to the landing page', async () => {
    const { house, bob } = await bobsHouse()
    const [id] = (await wishFor(house, bob, 'Kite')) as [string]
    for (const visitor of [house.visitor(), await house.alice()]) {
      expect(await visitor.get(paths.wishes())).toMatchObject({ status: 303, location: '/' })
      for (const [path, method, fields] of ways(id)) expect(await visitor[method](path, fields as never)).toMatchObject({ status: 303, location: '/' })
    }
    expect(stored(house)).toHaveLength(1)
  })
})

test('what somebody typed who is signed out meanwhile comes back on the next page', async () => {
  const { house, bob } = await bobsHouse()
  house.signEverybodyOut()
  expect(await bob.post(paths.wishes(), { ...kite, title: 'A lost kite' })).toMatchObject({ status: 303, location: '/' })
  const landing = await bob.get('/')
  expect(landing.text).toMatch(/What you typed .* Wish Link Note Not a blue one. Or green. Price/)
  for (const typed of ['A lost kite', kite.link, kite.price]) expect(landing.html).toContain(`value="${typed}"`)
})

test('once the exchange is completed the list can be read, and not changed', async () => {
  const { house, id: exchange, bob } = await bobsHouse('matched')
  const [id] = (await wishFor(house, bob, 'Kite', 'Socks')) as [string]
  await (await house.alice()).post(paths.complete(exchange))
  const before = house.everyRow()
  const page = await bob.get(paths.wishes())
  expect([page.status, titlesOn(page)]).toEqual([200, ['Kite', 'Socks']])
  expect(page.text).toContain('The exchange is completed, so your wish list can’t be changed.')
  expect(page.html.match(/<form[^>]*wishes/g)).toBeNull()
  expect(await bob.get(paths.wish(id))).toMatchObject({ status: 303, location: paths.wishes() })
  const added = await bob.post(paths.wishes(), { title: 'Too late' })
  expect([added.status, added.html.includes('value="Too late"'), added.text.includes('is completed')]).toEqual([409, true, true])
  for (const [path, fields] of [
    [paths.wish(id), { title: 'x' }],
    [paths.moveWish(id), { direction: 'down' }],
    [paths.deleteWish(id), {}],
  ] as const) {
    expect(await bob.post(path, fields as Record<string, string>)).toMatchObject({ status: 409 })
  }
  expect(house.everyRow()).toEqual(before)
})

describe('what a wish was like', () => {
  const at = async (house: House, person: string, noted: { id: string; version: number }[]) =>
    (await readWishesAt(house.services.orm.em.fork(), person, noted)).map(({ id: _, ...wish }) => wish)
  const contents = { link: '', note: '', price: '', mostWanted: false }

  test('is forgotten before the draw, and kept after it', async () => {
    const { house, id: exchange, bob } = await bobsHouse()
    const alice = await house.alice()
    const [kiteId, socks, book] = (await wishFor(house, bob, 'Kite', 'Socks', 'Book')) as [string, string, string]
    await bob.post(paths.wish(kiteId), { title: 'Red kite' })
    await bob.post(paths.deleteWish(book))
    expect([house.rows('select 1 from wish_revision'), stored(house).length]).toEqual([[], 2])
    await alice.post(paths.draw(exchange), { close: 'yes' })
    const [bobId, charlieId] = [house.idOf(exchange, 'Bob'), house.idOf(exchange, 'Charlie')]
    expect((await bob.get(paths.wish(kiteId))).text).toContain('If your giver has already picked it, they keep seeing it as it was.')
    await bob.post(paths.wish(kiteId), { title: 'Blue kite', price: '9 €' })
    await bob.post(paths.wish(kiteId), { title: 'Green kite' })
    const deleted = await bob.post(paths.deleteWish(socks))
    expect(deleted).toMatchObject({ status: 303, location: paths.wishes() })
    const page = await bob.get(paths.wishes())
    expect(page.text).toContain('“Socks” is deleted.')
    expect(titlesOn(page)).toEqual(['Green kite'])
    const noted = [
      { id: socks, version: 1 },
      { id: kiteId, version: 3 },
      { id: kiteId, version: 4 },
      { id: kiteId, version: 2 },
      // Of the first version nothing is kept, since nobody could have seen it.
      { id: kiteId, version: 1 },
      { id: book, version: 1 },
    ]
    expect(await at(house, bobId, noted)).toEqual([
      { ...contents, version: 1, title: 'Socks', since: 'removed' },
      { ...contents, version: 3, title: 'Blue kite', price: '9 €', since: 'changed' },
      { ...contents, version: 4, title: 'Green kite', price: '9 €', since: 'as it was' },
      { ...contents, version: 2, title: 'Red kite', since: 'changed' },
    ])
    expect(await at(house, charlieId, noted)).toEqual([])
    expect(await at(house, bobId, [])).toEqual([])
    // A removed one is nobody's to change.
    expect(await bob.post(paths.wish(socks), { title: 'x' })).toMatchObject({ status: 404 })
    await alice.post(paths.undoDraw(exchange))
    await bob.post(paths.deleteWish(kiteId))
    expect(house.rows('select 1 from wish_revision')).toEqual([])
    expect(stored(house)).toHaveLength(1)
  })

  test('is kept of its last twenty versions', async () => {
    const { house, bob } = await bobsHouse('matched')
    const [id] = (await wishFor(house, bob, 'Kite')) as [string]
    for (let number = 2; number <= 23; number++) await bob.post(paths.wish(id), { title: `Kite ${number}` })
    const versions = house.rows<{ version: number }>('select version from wish_revision order by version').map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 3))
  })

  test('is kept of the hundred wishes that were removed last', async () => {
    const { house, id: exchange, bob, charlie } = await bobsHouse('matched')
    const [others] = (await wishFor(house, charlie, 'Charlie’s')) as [string]
    await charlie.post(paths.deleteWish(others))
    const [first] = (await wishFor(house, bob, 'First')) as [string]
    await bob.post(paths.wish(first), { title: 'First of all' })
    await bob.post(paths.deleteWish(first))
    const [kept] = (await wishFor(house, bob, 'Second')) as [string]
    const removed = (number: number) => ({
      ...{ id: house.world.newId(), participant_id: house.idOf(exchange, 'Bob'), position: number, title: `${number}`, link: '', note: '', price: '' },
      ...{ most_wanted: false, version: 1, changed_at: new Date(0), removed_at: new Date(house.world.now().getTime() + number) },
    })
    for (let number = 1; number <= 99; number++) house.insert('wish', removed(number) as never)
    await bob.post(paths.deleteWish(kept))
    const count = (sql: string) => Number(house.row<{ count: number }>(sql).count)
    expect(count('select count(*) as count from wish where removed_at is not null')).toBe(101)
    expect(house.rows('select 1 from wish where id in (?, ?)', kept, others)).toHaveLength(2)
    expect([house.rows('select 1 from wish where id = ?', first), count('select count(*) as count from wish_revision')]).toEqual([[], 0])
  })

  test('goes with the exchange', async () => {
    const { house, id: exchange, bob } = await bobsHouse('matched')
    const [id, socks] = (await wishFor(house, bob, 'Kite', 'Socks')) as [string, string]
    await bob.post(paths.wish(id), { title: 'Red kite' })
    await bob.post(paths.deleteWish(socks))
    expect(await (await house.alice()).post(paths.deleteExchange(exchange), { name: 'Millers’ Christmas' })).toMatchObject({ status: 303 })
    expect([stored(house), house.rows('select 1 from wish_revision')]).toEqual([[], []])
    expect(house.stored()).not.toMatch(/Red kite/)
  })
})

describe('who sees wishes', () => {
  test('is the person, on the dashboard up to five, and the giver, all in order', async () => {
    const { house, id: exchange, people, bob } = await bobsHouse('matched')
    await wishFor(house, bob, 'One', 'Two', 'Three', 'Four', 'Five')
    expect((await bob.get(paths.dashboard())).text).not.toContain('more wish')
    await wishFor(house, bob, 'Six')
    await bob.post(paths.wishes(), { ...kite, title: 'Seven' })
    const dashboard = await bob.get(paths.dashboard())
    expect(titlesOn(dashboard)).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
    expect(dashboard.text).toMatch(/Bob likes socks One Two Three Four Five and 2 more wishes on your list Edit gift ideas My wish list/)
    const [giver] = Object.entries(house.drawOf(exchange)).find(([, receiver]) => receiver === 'Bob') as [string, string]
    for (const [name, visitor] of Object.entries(people)) {
      await visitor.post(paths.match())
      const page = await visitor.get(paths.match())
      expect(titlesOn(page)).toEqual(name === giver ? ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'] : [])
      if (name === giver) expect(page.text).toMatch(/Bob likes socks One .* Seven shop.example.org Most wanted about 15 € Not a blue one./)
      if (name === giver) expect(page.html).not.toMatch(/participant\/wishes/)
    }
    await bob.post(paths.giftIdeas(), { gift_ideas: '' })
    expect((await (people[giver] as Visitor).get(paths.match())).text).not.toContain('you always see the latest ideas here')
  })

  test('is never an organiser', async () => {
    const { house, id: exchange, bob } = await bobsHouse('registration_open')
    await wishFor(house, bob, 'Xylophone')
    const alice = await house.alice()
    const person = house.idOf(exchange, 'Bob')
    for (const path of [
      paths.exchange(exchange),
      paths.people(exchange),
      paths.peopleAsCsv(exchange),
      paths.person(exchange, person),
      paths.draw(exchange),
      paths.mail(),
    ]) {
      const answer = await alice.get(path)
      expect([path, answer.status, answer.html.includes('Xylophone')]).toEqual([path, 200, false])
    }
    expect(house.log.join()).not.toContain('Xylophone')
  })

  test('is told that somebody has wished, who has wishes and no words', async () => {
    const { house, id: exchange, bob } = await bobsHouse('registration_open')
    const alice = await house.alice()
    await bob.post(paths.giftIdeas(), { gift_ideas: '' })
    const person = () => alice.get(paths.person(exchange, house.idOf(exchange, 'Bob')))
    const noIdeas = async () => /Bob/.test((await alice.get(`${paths.people(exchange)}?show=no-ideas`)).html.split('<main')[1] as string)
    expect([(await person()).text.includes('Gift ideas None yet'), await noIdeas()]).toEqual([true, true])
    expect((await bob.get(paths.dashboard())).text).toContain('Write down a few gift ideas')
    const [id] = (await wishFor(house, bob, 'Kite')) as [string]
    expect([(await person()).text.includes('Gift ideas Yes'), await noIdeas()]).toEqual([true, false])
    expect((await bob.get(paths.dashboard())).text).toContain('You’ve written down gift ideas.')
    await alice.post(paths.draw(exchange), { close: 'yes' })
    await bob.post(paths.deleteWish(id))
    expect((await bob.get(paths.dashboard())).text).toContain('Write down a few gift ideas')
  })

  test('wishes stay with whoever leaves and comes back', async () => {
    const { house, bob } = await bobsHouse('registration_open')
    await wishFor(house, bob, 'Kite')
    await bob.post(paths.withdraw())
    expect(stored(house)).toMatchObject([{ title: 'Kite', removed_at: null }])
  })
})

describe('what a phone shares', () => {
  test.each([
    ['a page', { title: 'Kites', link: 'https://example.org/kite' }, { title: 'Kites', link: 'https://example.org/kite', note: '' }],
    ['an address among words', { title: 'Kites', note: 'Look: https://example.org/kite' }, { title: 'Kites', link: 'https://example.org/kite', note: 'Look:' }],
    ['an address as the text', { title: '', note: 'https://example.org/kite' }, { title: '', link: 'https://example.org/kite', note: '' }],
    ['words', { note: 'A kite' }, { title: '', link: '', note: 'A kite' }],
  ])('comes into the form: %s', async (_, shared, typed) => {
    const { house, bob } = await bobsHouse()
    const page = await bob.get(`${paths.wishes()}?${new URLSearchParams(shared as Record<string, string>)}`)
    const value = (name: string) => new RegExp(`<input id="${name}"[^>]* value="([^"]*)"`).exec(page.html)?.[1]
    const note = /<textarea id="note"[^>]*>\n([^<]*)</.exec(page.html)?.[1]
    expect({ title: value('title'), link: value('link'), note }).toEqual(typed)
    expect(stored(house)).toEqual([])
    const { share_target: target } = JSON.parse((await house.visitor().get('/manifest.webmanifest')).html)
    expect(target).toEqual({ action: paths.wishes(), method: 'GET', params: { title: 'title', text: 'note', url: 'link' } })
  })
})

test('a link with words around it, as phones share it, is taken out of them, and two are refused', async () => {
  const house = await openHouse()
  const { people } = await house.exchange('registration_open', ['Bob'])
  const bob = people.Bob as Visitor
  expect(await bob.post(paths.wishes(), { link: 'see this: https://shop.example.org/p' })).toMatchObject({ status: 303 })
  expect(house.rows('select title, link from wish')).toEqual([{ title: 'shop.example.org', link: 'https://shop.example.org/p' }])
  expect(await bob.post(paths.wishes(), { link: 'https://one.example.org https://two.example.org' })).toMatchObject({ status: 422 })
  expect(await bob.post(paths.wishes(), { link: 'see this: javascript:alert(1)' })).toMatchObject({ status: 422 })
  expect(house.rows('select id from wish')).toHaveLength(1)
})
