import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { type House, openHouse } from '../support/house.ts'
import type { Answer, Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

/** A drawn exchange in which everybody has looked at the match. */
async function looked() {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', cast)
  for (const person of Object.values(people)) await person.post(paths.match())
  const draw = house.drawOf(id)
  const receiver = draw.Bob as string
  return { house, id, bob: people.Bob as Visitor, receiver, receivers: people[receiver] as Visitor, people, draw }
}

const pressed = (html: string) => /value="(\w+)" aria-pressed="true"/.exec(html)?.[1]
const plansOf = (house: House) => house.row<{ plans: string | null }>('select sealed_plans as plans from draw').plans

describe('a giver’s plan', () => {
  test('is kept, shown to the giver and to nobody else', async () => {
    const { house, id, bob } = await looked()
    expect(pressed((await bob.get(paths.match())).html)).toBe('none')
    expect(await bob.post(paths.plan(), { gift: 'bought' })).toMatchObject({ status: 303, location: paths.match() })
    const page = await bob.get(paths.match())
    expect([pressed(page.html), page.text.includes('Noted.')]).toEqual(['bought', true])
    const part = await bob.post(paths.plan(), { gift: 'ready' }, { headers: { 'HX-Request-Type': 'partial' } })
    expect([part.status, pressed(part.html), part.html.includes('<html')]).toEqual([200, 'ready', false])
    expect(house.log.join('')).not.toContain('ready')
    expect(house.stored()).not.toContain('"gift"')
    const organiser = await house.alice()
    for (const path of [paths.exchange(id), paths.people(id), paths.person(id, house.idOf(id, 'Bob')), paths.draw(id)])
      expect((await organiser.get(path)).text).not.toMatch(/wrapped|I have it|Your gift/)
  })

  test('is refused before the draw, for what is no gift, on somebody else’s form, and for whoever is signed out', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', cast)
    expect(await people.Bob?.post(paths.plan(), { gift: 'ready' })).toMatchObject({ status: 409 })
    await (await house.alice()).post(paths.draw(id))
    await people.Bob?.post(paths.match())
    const sealed = plansOf(house)
    for (const fields of [{ gift: 'eaten' }, {}, { wish_id: 'x', taken: 'on' }] as Record<string, string>[])
      expect(await people.Bob?.post(paths.plan(), fields)).toMatchObject({ status: 422, text: expect.stringContaining('One answer needs another look.') })
    expect(await people.Bob?.post(paths.plan(), { gift: 'ready', participant_id: house.idOf(id, 'Dana') })).toMatchObject({ status: 409 })
    expect(plansOf(house)).toBe(sealed)
    expect(await house.visitor().post(paths.plan(), { gift: 'ready' })).toMatchObject({ status: 303, location: expect.not.stringContaining('match') })
  })

  test('changes only the one text of the draw, to another of the same length', async () => {
    const { house, bob } = await looked()
    await bob.get(paths.match())
    const before = dump(house)
    for (const gift of ['chosen', 'bought', 'ready', 'none']) await bob.post(paths.plan(), { gift })
    const after = dump(house)
    const changed = [...after].filter(([row, text]) => before.get(row) !== text).map(([row]) => row)
    expect(changed).toEqual([`draw ${house.row<{ id: string }>('select id from draw').id}`])
    expect([...before.keys()].sort()).toEqual([...after.keys()].sort())
    const [old, sealed] = [before, after].map((rows) => JSON.parse(rows.get(changed[0] as string) as string).sealed_plans as string)
    expect([sealed?.length, sealed === old]).toEqual([old?.length, false])
  })

  test('is kept of each giver, whoever else notes something or looks at the same moment', async () => {
    const { people } = await looked()
    const acts = cast.flatMap((name, place) => [
      people[name]?.post(paths.plan(), { gift: ['none', 'chosen', 'bought', 'ready', 'bought'][place] as string }),
      people[name]?.get(paths.match()),
      ...(place === 0 ? [people[name]?.post(paths.match(), { show: 'no' })] : []),
    ])
    expect((await Promise.all(acts)).filter((answer) => answer === undefined || answer.status >= 400)).toEqual([])
    await people.Bob?.post(paths.match())
    const kept = await Promise.all(cast.map(async (name) => pressed((await people[name]?.get(paths.match()))?.html ?? '')))
    expect(kept).toEqual(['none', 'chosen', 'bought', 'ready', 'bought'])
  })

  test('marks gift ideas that were changed since the last visit, and not those that the giver has seen', async () => {
    const { house, bob, receivers } = await looked()
    const isMarked = async () => /Gift ideas New/.test((await bob.get(paths.match())).text)
    expect(await isMarked()).toBe(false)
    house.world.travel({ hours: 2 })
    await receivers.post(paths.giftIdeas(), { gift_ideas: 'A kite' })
    // While the giver reads on, it stays marked; on the next visit it is known.
    expect([await isMarked(), await isMarked()]).toEqual([true, true])
    house.world.travel({ hours: 1 })
    expect(await isMarked()).toBe(false)
    await receivers.post(paths.giftIdeas(), { gift_ideas: 'A kite' })
    house.world.travel({ hours: 1 })
    expect(await isMarked()).toBe(false)
  })

  test('stays while no key opens it, and can be read once that is back', async () => {
    const { house, id, bob, people } = await looked()
    await people.Dana?.post(paths.plan(), { gift: 'bought' })
    await people.Erin?.post(paths.match(), { show: 'no' })
    const { key } = house.row<{ key: string }>('select sealed_key as key from exchange_key')
    const kept = plansOf(house)
    house.exec('update exchange_key set sealed_key = ?', 'another installation’s')
    const organiser = await house.alice()
    for (const answer of [await bob.post(paths.plan(), { gift: 'ready' }), await bob.post(paths.match(), { show: 'no' }), await bob.get(paths.match())])
      expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('This match can’t be opened') })
    expect(await organiser.post(paths.correctEmail(id, house.idOf(id, 'Frank')), { email: 'frank@example.net' })).toMatchObject({ status: 303 })
    expect(plansOf(house)).toBe(kept)
    house.exec('update exchange_key set sealed_key = ?', key)
    expect(pressed((await people.Dana?.get(paths.match()))?.html ?? '')).toBe('bought')
    expect(await people.Erin?.get(paths.match())).toMatchObject({ status: 303, location: paths.dashboard() })
  })

  test('is not begun with a key that is there for a while alone', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    const { key } = house.row<{ key: string }>('select sealed_key as key from exchange_key')
    house.exec('update exchange_key set sealed_key = ?', 'another installation’s')
    const organiser = await house.alice()
    await organiser.post(paths.correctEmail(id, house.idOf(id, 'Dana')), { email: 'dana@example.net' })
    expect((await people.Bob?.post(paths.plan(), { gift: 'ready' }))?.status).toBe(409)
    // With the right secret again, what was made under the other one does not open.
    house.exec('update exchange_key set sealed_key = case sealed_key when ? then ? else ? end', 'another installation’s', key, 'the other one’s')
    expect(await people.Bob?.post(paths.match())).toMatchObject({ status: 303, location: paths.match() })
    expect(house.looksOf(id)).toEqual({ Bob: 'shown' })
  })

  test('is there again when the repair that took it away is undone', async () => {
    const { house, id, people, draw } = await looked()
    for (const name of cast) await people[name]?.post(paths.plan(), { gift: 'bought' })
    const organiser = await house.alice()
    const rule = { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, draw.Bob as string)], confirm: 'yes' }
    await organiser.post(paths.rules(id), rule)
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 303 })
    expect(house.drawOf(id)).toEqual(draw)
    for (const name of cast) {
      await people[name]?.post(paths.match())
      expect([name, pressed((await people[name]?.get(paths.match()))?.html ?? '')]).toEqual([name, 'bought'])
    }
  })

  test('is not noted for somebody else, from a page that was made before the draw was repaired', async () => {
    const { house, id, people, draw } = await looked()
    const field = (html: string) => /name="repairs" value="(\d+)"/.exec(html)?.[1] as string
    const shown = field((await people.Bob?.get(paths.match()))?.html ?? '')
    const organiser = await house.alice()
    await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, draw.Bob as string)], confirm: 'yes' })
    await people.Bob?.post(paths.match())
    const answer = await people.Bob?.post(paths.plan(), { gift: 'ready', repairs: shown })
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('The draw has changed since you looked') })
    const page = await people.Bob?.get(paths.match())
    expect(pressed(page?.html ?? '')).toBe('none')
    expect(await people.Bob?.post(paths.plan(), { gift: 'ready', repairs: field(page?.html ?? '') })).toMatchObject({ status: 303, location: paths.match() })
  })

  test('is noted, but leads away, where the match is hidden in another tab', async () => {
    const { house, bob, receivers } = await looked()
    await receivers.post(paths.wishes(), { title: 'A kite' })
    const { id: wish_id } = house.row<{ id: string }>('select id from wish')
    await bob.post(paths.match(), { show: 'no' })
    for (const fields of [{ gift: 'chosen' }, { wish_id, taken: 'on' }] as Record<string, string>[]) {
      const part = await bob.post(paths.plan(), fields, { headers: { 'HX-Request-Type': 'partial' } })
      expect([part.status, part.html, part.headers.get('hx-redirect')]).toEqual([204, '', paths.dashboard()])
    }
    await bob.post(paths.match())
    const page = await bob.get(paths.match())
    expect([pressed(page.html), page.text.includes('You’ve picked this')]).toEqual(['chosen', true])
  })

  test('is not looked at by a browser that asks ahead', async () => {
    const { house, bob } = await looked()
    const before = dump(house)
    await bob.get(paths.match(), { headers: { 'Sec-Purpose': 'prefetch' } })
    expect(dump(house)).toEqual(before)
  })

  test('goes with the receiver: a repair takes it from whoever gives to somebody else now', async () => {
    const { house, id, people, draw } = await looked()
    for (const name of cast) await people[name]?.post(paths.plan(), { gift: 'bought' })
    const organiser = await house.alice()
    expect(await organiser.post(paths.addPerson(id), { name: 'Zoe', email: 'zoe@example.org', confirm: 'yes' })).toMatchObject({ status: 303 })
    const now = house.drawOf(id)
    for (const name of cast) {
      await people[name]?.post(paths.match())
      expect([name, pressed((await people[name]?.get(paths.match()))?.html ?? '')]).toEqual([name, now[name] === draw[name] ? 'bought' : 'none'])
    }
    expect(cast.filter((name) => now[name] !== draw[name])).toHaveLength(1)
  })

  test('counts for the organiser in a total, from five givers on', async () => {
    const { house, id, bob, people } = await looked()
    const organiser = await house.alice()
    const desk = async (exchange = id) =>
      /(\d of \d has|\d of \d have) (?:the|their) gift ready/.exec((await organiser.get(paths.exchange(exchange))).text)?.[1]
    await bob.post(paths.plan(), { gift: 'bought' })
    expect(await desk()).toBeUndefined()
    await bob.post(paths.plan(), { gift: 'ready' })
    await people.Dana?.post(paths.plan(), { gift: 'bought' })
    expect(await desk()).toBe('1 of 5 has')
    await people.Dana?.post(paths.plan(), { gift: 'ready' })
    expect(await desk()).toBe('2 of 5 have')
    const four = await house.exchange('matched', cast.slice(1), { name: 'Four' })
    await four.people.Dana?.post(paths.plan(), { gift: 'ready' })
    expect(await desk(four.id)).toBeUndefined()
  })

  test('says nothing by its total of what a repair or a rule has changed', async () => {
    const said = async (receiver: 'the receiver' | 'somebody else') => {
      const { house, id, people, draw } = await looked()
      for (const name of cast) await people[name]?.post(paths.plan(), { gift: 'ready' })
      const other = receiver === 'the receiver' ? (draw.Bob as string) : (cast.find((name) => name !== 'Bob' && name !== draw.Bob) as string)
      const organiser = await house.alice()
      const rule = { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, other)], confirm: 'yes' }
      expect(await organiser.post(paths.rules(id), rule)).toMatchObject({ status: 303 })
      const total = async () => /[^.]* gift ready\./.exec((await organiser.get(paths.exchange(id))).text)?.[0]
      const before = await total()
      // Whoever keeps the receiver keeps the note, too.
      const keeper = cast.find((name) => house.drawOf(id)[name] === draw[name]) as string
      await people[keeper]?.post(paths.match())
      const page = () => people[keeper]?.get(paths.match()) as Promise<Answer>
      expect(pressed((await page()).html)).toBe('ready')
      expect((await page()).text).toContain('total leaves this gift out. Press “It’s wrapped” once more')
      await people[keeper]?.post(paths.plan(), { gift: 'ready' })
      expect((await page()).text).not.toContain('leaves this gift out')
      return before
    }
    expect([await said('the receiver'), await said('somebody else')]).toEqual([undefined, undefined])
  })

  test('is gone with the draw', async () => {
    const { house, id, bob } = await looked()
    await bob.post(paths.plan(), { gift: 'ready' })
    const organiser = await house.alice()
    await organiser.post(paths.undoDraw(id))
    await organiser.post(paths.draw(id))
    await bob.post(paths.match())
    expect(pressed((await bob.get(paths.match())).html)).toBe('none')
  })
})

/** Every row of the database, but for what each request leaves of itself. */
function dump(house: House): Map<string, string> {
  const { rate_limit: _, ...tables } = house.everyRow()
  const rows = Object.entries(tables).flatMap(([table, all]) => all.map((row) => [`${table} ${(JSON.parse(row) as { id: string }).id}`, row] as const))
  return new Map(rows)
}

describe('a wish that a giver has picked', () => {
  const listed = async (bob: Visitor) => (await bob.get(paths.match())).html
  const wishOf = (house: House, title: string) => house.row<{ id: string }>('select id from wish where title = ?', title).id

  test('is marked for the giver, can be given back, and says nothing to whoever wished', async () => {
    const { house, bob, receivers } = await looked()
    await receivers.post(paths.wishes(), { title: 'A kite' })
    await receivers.get(paths.wishes())
    const id = wishOf(house, 'A kite')
    expect(await listed(bob)).toContain('I’ll get this')
    const before = [(await receivers.get(paths.wishes())).html, (await receivers.get(paths.dashboard())).html]
    const answer = await bob.post(paths.plan(), { wish_id: id, taken: 'on' })
    expect(answer).toMatchObject({ status: 303, location: `${paths.match()}#wish-${id}` })
    const picked = await bob.get(paths.match())
    expect([picked.text.includes('You’ve picked this'), pressed(picked.html)]).toEqual([true, 'chosen'])
    expect([(await receivers.get(paths.wishes())).html, (await receivers.get(paths.dashboard())).html]).toEqual(before)
    const part = await bob.post(paths.plan(), { wish_id: id }, { headers: { 'HX-Request-Type': 'partial' } })
    expect([part.status, part.html.startsWith('<ol class="wishes" id="wishes">'), part.text.includes('You’ve picked this')]).toEqual([200, true, false])
  })

  test('stays as it was when it is changed or deleted, and is marked as that', async () => {
    const { house, bob, receivers } = await looked()
    for (const title of ['A kite', 'A book', 'Socks']) await receivers.post(paths.wishes(), { title, price: 'about 10 €' })
    const [kite, book] = [wishOf(house, 'A kite'), wishOf(house, 'A book')]
    for (const wish_id of [kite, book]) await bob.post(paths.plan(), { wish_id, taken: 'on' })
    await receivers.post(paths.wish(kite), { title: 'A drone', price: '900 €' })
    await receivers.post(paths.deleteWish(book))
    const page = await bob.get(paths.match())
    expect(page.text).toMatch(/A drone 900 € Changed since you picked it\. It said: A kite about 10 €/)
    expect(page.text).toMatch(/No longer on the list\. It said: A book about 10 €/)
    await bob.post(paths.plan(), { wish_id: book })
    await bob.post(paths.plan(), { wish_id: kite })
    expect((await bob.get(paths.match())).text).not.toMatch(/A book|A kite/)
    expect(await bob.post(paths.plan(), { wish_id: book, taken: 'on' })).toMatchObject({ status: 409, text: expect.stringContaining('no longer on the list') })
  })

  test('is picked as the page showed it, when it was changed in between', async () => {
    const { house, bob, receivers } = await looked()
    await receivers.post(paths.wishes(), { title: 'A kite' })
    const kite = wishOf(house, 'A kite')
    const shown = /name="version" value="(\d+)"/.exec(await listed(bob))?.[1] as string
    await receivers.post(paths.wish(kite), { title: 'A drone' })
    await bob.post(paths.plan(), { wish_id: kite, version: shown, taken: 'on' })
    expect((await bob.get(paths.match())).text).toMatch(/A drone Changed since you picked it\. It said: A kite/)
  })

  test('can be given back when it was changed so often that nobody knows any more what it said, and then deleted', async () => {
    const { house, bob, receivers } = await looked()
    await receivers.post(paths.wishes(), { title: 'A kite' })
    const kite = wishOf(house, 'A kite')
    await bob.post(paths.plan(), { wish_id: kite, taken: 'on' })
    for (let number = 0; number < 25; number++) await receivers.post(paths.wish(kite), { title: `Kite number ${number}` })
    await receivers.post(paths.deleteWish(kite))
    expect((await bob.get(paths.match())).text).toContain('No longer on the list. It said: Kite number 24')
    await bob.post(paths.plan(), { wish_id: kite })
    await bob.get(paths.match())
    expect((await bob.get(paths.match())).text).not.toContain('Kite number')
  })

  test('has to be one of the receiver’s', async () => {
    const { house, bob, people, receiver } = await looked()
    const other = cast.find((name) => name !== receiver && name !== 'Bob') as string
    await people[other]?.post(paths.wishes(), { title: 'Not for Bob' })
    const before = plansOf(house)
    for (const wish_id of [wishOf(house, 'Not for Bob'), house.world.newId()])
      expect(await bob.post(paths.plan(), { wish_id, taken: 'on' })).toMatchObject({ status: 409 })
    expect(plansOf(house)).toBe(before)
  })

  test('is marked as new when it was added or changed since the last visit', async () => {
    const { house, bob, receivers } = await looked()
    await receivers.post(paths.wishes(), { title: 'A kite' })
    await bob.get(paths.match())
    house.world.travel({ hours: 1 })
    await receivers.post(paths.wishes(), { title: 'A book' })
    const marked = async () => [...(await listed(bob)).matchAll(/<li id="wish-[^>]*>.*?<\/li>/gs)].map(([row]) => row.includes('>New<'))
    expect(await marked()).toEqual([false, true])
    house.world.travel({ hours: 1 })
    expect(await marked()).toEqual([false, false])
  })

  test('D9: leaves a text that never becomes shorter, so that a repair or a wish given back tells nothing by it', async () => {
    const { house, id, people, draw } = await looked()
    for (const name of [draw.Bob as string, draw.Charlie as string])
      for (let number = 0; number < 50; number++) await people[name]?.post(paths.wishes(), { title: `Wish ${number}` })
    const few = plansOf(house)?.length as number
    for (const name of ['Bob', 'Charlie']) {
      const wishes = house.rows<{ id: string }>('select id from wish where participant_id = ?', house.idOf(id, draw[name] as string))
      for (const { id: wish_id } of wishes) await people[name]?.post(paths.plan(), { wish_id, taken: 'on' })
    }
    const many = plansOf(house)?.length as number
    expect(many).toBeGreaterThan(few)
    const organiser = await house.alice()
    await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, draw.Bob as string)], confirm: 'yes' })
    expect(plansOf(house)).toHaveLength(many)
    await people.Bob?.post(paths.match())
    expect(plansOf(house)).toHaveLength(many)
  })

  test('D9: leaves plans of one length, whatever is picked', async () => {
    const { house, bob, receivers } = await looked()
    for (let number = 0; number < 50; number++) await receivers.post(paths.wishes(), { title: `Wish ${number}` })
    await bob.get(paths.match())
    const lengths = new Set<number>()
    const before = dump(house)
    for (const { id: wish_id } of house.rows<{ id: string }>('select id from wish')) {
      expect(await bob.post(paths.plan(), { wish_id, taken: 'on' })).toMatchObject({ status: 303 })
      lengths.add(plansOf(house)?.length as number)
    }
    expect(lengths.size).toBe(1)
    const changed = [...dump(house)].filter(([row, text]) => before.get(row) !== text).map(([row]) => row.split(' ')[0])
    expect(changed).toEqual(['draw'])
  })
})
