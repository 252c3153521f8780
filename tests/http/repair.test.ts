import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, openHouse } from '../support/house.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

async function matched(names = cast) {
  const house = await openHouse()
  const { id, slug, people } = await house.exchange('matched', names)
  await house.deliver()
  const organiser = await house.alice()
  await organiser.get(paths.exchange(id))
  const before = house.drawOf(id)
  const sent = house.post.inbox.length
  const news = () => house.post.inbox.slice(sent).map(({ to, subject }) => `${to[0]}: ${subject.split(':')[0]}`)
  return { house, id, slug, people, organiser, before, news }
}

/** The givers whose receiver is another one now, new people aside. */
function changed(before: Record<string, string>, now: Record<string, string>): string[] {
  return Object.keys(now).filter((giver) => before[giver] !== undefined && before[giver] !== now[giver])
}

/** Everybody gives to one other and receives from one other. */
function expectWhole(draw: Record<string, string>, names: string[]): void {
  expect(Object.keys(draw).sort()).toEqual([...names].sort())
  expect(Object.values(draw).sort()).toEqual([...names].sort())
  for (const name of names) expect(draw[name]).not.toBe(name)
}

describe('the page that adds or removes somebody after the draw', () => {
  test('says on its button what it does now, and puts the cursor on what has to be confirmed', async () => {
    const { house, id, organiser } = await matched()
    const add = paths.addPerson(id)
    const button = (html: string) => /<button class="button[^"]*">([^<]*)<\/button>/.exec(html)?.[1]
    const note = /<p class="message notice" role="status" tabindex="-1"( autofocus)?>The names are drawn already/
    const first = await organiser.get(add)
    expect(button(first.html)).toBe('Add, and repair the draw')
    expect(note.exec(first.html)?.[1]).toBeUndefined()
    // What is mistyped first does not take the note away, so that the second try is no surprise.
    for (const email of ['gina', addressOf('Bob')]) {
      const mistyped = await organiser.post(add, { name: 'Gina', email, confirm: 'yes' })
      expect([mistyped.status, button(mistyped.html)]).toEqual([422, 'Add, and repair the draw'])
    }
    const asked = await organiser.post(add, { name: 'Gina', email: addressOf('Gina') })
    expect([asked.status, button(asked.html)]).toEqual([409, 'Add, and repair the draw'])
    expect(note.exec(asked.html)?.[1]).toBe(' autofocus')
    expect(asked.html.indexOf('role="status" tabindex')).toBeGreaterThan(asked.html.indexOf('name="email"'))
    const removal = await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')))
    expect([removal.status, /<button class="button danger">([^<]*)</.exec(removal.html)?.[1]]).toEqual([409, 'Remove, and repair the draw'])
    expect(note.exec(removal.html)?.[1]).toBe(' autofocus')
  })
})

test('whoever is added after the draw is not told to wait for it', async () => {
  const { house, id, organiser } = await matched()
  await organiser.post(paths.addPerson(id), { name: 'Gina', email: addressOf('Gina'), confirm: 'yes' })
  await house.deliver()
  const letter = house.post.inbox.find(({ to, subject }) => to[0] === addressOf('Gina') && subject.startsWith('You’re in'))
  expect(letter?.text).toContain('The names are already drawn, so you can see who you give to right away.')
  expect(letter?.text).not.toContain('when the names are drawn')
})

test('once the names are drawn, when the number of places is fixed, the organiser may add one more than there are', async () => {
  const { house, id, organiser } = await matched()
  house.exec('update exchange set max_participants = 5')
  expect(await organiser.post(paths.addPerson(id), { name: 'Gina', email: addressOf('Gina'), confirm: 'yes' })).toMatchObject({ status: 303 })
  expectWhole(house.drawOf(id), [...cast, 'Gina'])
  expect((await organiser.get(paths.people(id))).text).toContain('Gina')
})

/** How many matches a repair changes could give one away. */
const countOfMatches = /\b(\d+|no|nobody|one) (other|else|match|matches|people? gets?)\b|(change|changed|new) \d+/i

describe('somebody who leaves after the draw', () => {
  test('is removed after a yes; the fewest matches change, and only those concerned hear of it', async () => {
    const { house, id, organiser, people, before, news } = await matched()
    const path = paths.removePerson(id, house.idOf(id, 'Dana'))
    const page = await organiser.get(path)
    expect(page.text).toContain('As few people as possible get someone else to give to')
    expect(page.text).not.toMatch(countOfMatches)
    expect(house.drawOf(id)).toEqual(before)
    expect(await organiser.post(path)).toMatchObject({ status: 409, text: expect.stringContaining('As few people as possible get someone else to give to') })
    expect(house.drawOf(id)).toEqual(before)
    expect(await organiser.post(path, { confirm: 'yes' })).toMatchObject({ status: 303, location: paths.people(id) })
    for (const after of [paths.people(id), paths.exchange(id), paths.draw(id), paths.rules(id)])
      expect((await organiser.get(after)).text).not.toMatch(countOfMatches)
    const now = house.drawOf(id)
    expectWhole(now, ['Bob', 'Charlie', 'Erin', 'Frank'])
    const [concerned, ...others] = changed(before, now)
    expect(others).toEqual([])
    expect(before[concerned as string]).toBe('Dana')
    expect(await people.Dana?.get(paths.dashboard())).toMatchObject({ status: 303 })
    await house.deliver()
    expect(news().sort()).toEqual([`${addressOf(concerned as string)}: Your match has changed`, `${addressOf('Dana')}: You’re out`].sort())
  })

  test('tells nobody by the reminder, or the row of its link, who has looked since', async () => {
    const { house, id, organiser, people, before } = await matched()
    for (const name of cast) {
      await people[name]?.post(paths.giftIdeas(), { gift_ideas: `Something for ${name}` })
      await people[name]?.post(paths.preferences(), { reminder_enabled: 'on' })
      await people[name]?.post(paths.match())
    }
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const [concerned] = changed(before, house.drawOf(id)) as [string]
    await people[concerned]?.post(paths.match())
    house.world.travel({ days: 16, hours: 10 })
    await house.tick((job) => job === 'send reminders')
    await house.deliver()
    const reminders = house.post.inbox.filter(({ subject }) => subject.startsWith('In 7 days'))
    expect(reminders.map(({ to }) => to[0]).sort()).toEqual(['Bob', 'Charlie', 'Erin', 'Frank'].map(addressOf))
    const links = house.rows('select destination, is_notice from magic_token where created_at >= ?', house.world.now())
    expect([links.length, new Set(links.map((link) => JSON.stringify(link))).size]).toEqual([4, 1])
    const alike = ({ text }: { text: string }) => text.replaceAll(/\/auth\/magic\/\S+|\/unsubscribe\/\S+|\b(Bob|Charlie|Erin|Frank)\b/g, '')
    expect(new Set(reminders.map(alike)).size).toBe(1)
  })

  test('leaves no trace of who gave to them, neither on the admin’s pages nor in the database', async () => {
    const { house, id, organiser, people, before } = await matched()
    for (const name of cast) await people[name]?.post(paths.match())
    const giver = cast.find((name) => before[name] === 'Dana') as string
    const pagesOf = async () => {
      const all = await Promise.all(
        [paths.exchange(id), paths.people(id), paths.draw(id), paths.mail(), paths.undoDraw(id), paths.rules(id)].map((path) => organiser.get(path)),
      )
      return all.map(({ text }) => text).join('\n')
    }
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const queued = house.rows(`select * from outgoing_email where kind = 'changed match'`)
    // One for everybody, whomever it concerns.
    expect(queued).toHaveLength(cast.length - 1)
    expect(JSON.stringify(queued)).not.toMatch(new RegExp(`${addressOf(giver)}|${house.idOf(id, giver)}`))
    house.post.mood = 'refusing'
    await house.deliver()
    const told = await pagesOf()
    expect(told).toContain('someone in the draw')
    // Every other name stands on these pages equally often.
    const counts = cast.filter((name) => name !== 'Dana').map((name) => told.split(name).length)
    expect(new Set(counts).size).toBe(1)
  })

  test('can’t leave fewer than three people: then the draw is to be undone', async () => {
    const { house, id, organiser, before } = await matched(['Bob', 'Charlie', 'Dana'])
    const path = paths.removePerson(id, house.idOf(id, 'Dana'))
    expect((await organiser.get(path)).text).toContain('Undo the draw instead')
    expect(await organiser.post(path, { confirm: 'yes' })).toMatchObject({ status: 409, text: expect.stringContaining('Fewer than 3 people would be left') })
    expect(house.drawOf(id)).toEqual(before)
    expect(house.rows('select * from participant where withdrawn_at is not null')).toEqual([])
  })

  test('is in again, with everybody’s match, when that is undone', async () => {
    const { house, id, organiser, before, news } = await matched()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const [concerned] = changed(before, house.drawOf(id))
    await house.deliver()
    expect((await organiser.get(paths.undoDraw(id))).text).toContain('Dana was taken out, and will be in again.')
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 303 })
    expect(house.drawOf(id)).toEqual(before)
    await house.deliver()
    expect(
      news()
        .filter((line) => line.includes('again'))
        .sort(),
    ).toEqual([`${addressOf(concerned as string)}: Your match counts again`, `${addressOf('Dana')}: You’re in again`].sort())
  })

  test('can’t be brought back once anybody has looked, so that a refusal tells nothing', async () => {
    const { house, id, organiser, people, before } = await matched()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const [concerned] = changed(before, house.drawOf(id))
    const bystander = cast.find((name) => name !== concerned && name !== 'Dana') as string
    await people[bystander]?.post(paths.match())
    const refused = await organiser.post(paths.undoDraw(id), { what: 'repair' })
    expect(refused).toMatchObject({ status: 409, text: expect.stringContaining('Undo the draw') })
    expect(refused.text).not.toContain('Undo the last change')
    expect(Object.keys(house.drawOf(id))).not.toContain('Dana')
  })

  test('whoever is concerned hears of it at a corrected address, and not at all after leaving', async () => {
    const { house, id, organiser, before, news } = await matched([...cast, 'Gina'])
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    const [concerned] = changed(before, house.drawOf(id)) as [string]
    await organiser.post(paths.correctEmail(id, house.idOf(id, concerned)), { email: 'new@example.org' })
    await house.deliver()
    expect(news().filter((line) => line.includes('Your match has changed'))).toEqual(['new@example.org: Your match has changed'])

    const now = house.drawOf(id)
    const leaver = Object.keys(now).find((name) => name !== concerned) as string
    await organiser.post(paths.removePerson(id, house.idOf(id, leaver)), { confirm: 'yes' })
    const [next] = changed(now, house.drawOf(id)) as [string]
    await organiser.post(paths.removePerson(id, house.idOf(id, next)), { confirm: 'yes' })
    await house.deliver()
    const toNext = news().filter((line) => line.startsWith(next === concerned ? 'new@example.org' : addressOf(next)))
    expect(toNext.filter((line) => line.includes('Your match has changed'))).toHaveLength(next === concerned ? 1 : 0)
  })

  test('asks for the password when it was given long ago', async () => {
    const { house, id, organiser, before } = await matched()
    house.world.travel({ minutes: 21 })
    const path = paths.removePerson(id, house.idOf(id, 'Dana'))
    expect(await organiser.post(path, { confirm: 'yes' })).toMatchObject({ status: 422, text: expect.stringContaining('Please enter your password again') })
    expect(house.drawOf(id)).toEqual(before)
  })
})

describe('somebody who joins after the draw', () => {
  test('may be somebody who had been removed, even after all e-mails have gone out', async () => {
    const { house, id, organiser, news } = await matched()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    await house.deliver()
    for (let round = 0; round < 2; round++) {
      house.world.travel({ minutes: 1 })
      expect(await organiser.post(paths.addPerson(id), { name: 'Dana', email: addressOf('Dana'), confirm: 'yes' })).toMatchObject({ status: 303 })
      expectWhole(house.drawOf(id), cast)
      await house.deliver()
      if (round === 0) await organiser.post(paths.removePerson(id, house.idOf(id, 'Dana')), { confirm: 'yes' })
    }
    expect(news().filter((line) => line === `${addressOf('Dana')}: The names are drawn`)).toHaveLength(2)
  })

  test('is added after a yes; one match changes, and the newcomer gets one too', async () => {
    const { house, id, organiser, before, news } = await matched()
    const fields = { name: 'Gina', email: addressOf('Gina') }
    expect((await organiser.get(paths.addPerson(id))).text).toContain('As few people as possible get someone else to give to')
    const unconfirmed = await organiser.post(paths.addPerson(id), fields)
    expect(unconfirmed).toMatchObject({ status: 409, text: expect.stringContaining('As few people as possible get someone else to give to') })
    expect(unconfirmed.html).toContain('value="Gina"')
    expect(unconfirmed.text).not.toMatch(countOfMatches)
    expect(house.drawOf(id)).toEqual(before)
    expect(await organiser.post(paths.addPerson(id), { ...fields, confirm: 'yes' })).toMatchObject({ status: 303, location: paths.people(id) })
    const now = house.drawOf(id)
    expectWhole(now, [...cast, 'Gina'])
    const [concerned, ...others] = changed(before, now)
    expect(others).toEqual([])
    expect(now[concerned as string]).toBe('Gina')
    await house.deliver()
    expect(news().filter((line) => !line.startsWith(addressOf('Gina')))).toEqual([`${addressOf(concerned as string)}: Your match has changed`])
    expect(news().filter((line) => line.startsWith(addressOf('Gina')))).toHaveLength(2)
    const gina = house.visitor()
    await gina.post(house.linkTo(addressOf('Gina')))
    await gina.post(paths.match())
    expect((await gina.get(paths.match())).text).toContain(`You give to ${now.Gina}`)
  })

  test('leaves nobody and nothing changed when the address takes part already', async () => {
    const { house, id, organiser, before } = await matched()
    expect(await organiser.post(paths.addPerson(id), { name: 'Bob', email: addressOf('Bob'), confirm: 'yes' })).toMatchObject({ status: 422 })
    expect(house.drawOf(id)).toEqual(before)
  })

  test('is out again, with everybody’s match as before, when that is undone', async () => {
    const { house, id, organiser, before } = await matched()
    await organiser.post(paths.addPerson(id), { name: 'Gina', email: addressOf('Gina'), confirm: 'yes' })
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 303 })
    expect(house.drawOf(id)).toEqual(before)
    expect(house.row('select withdrawn_at is not null as "isOut" from participant where name = ?', 'Gina')).toEqual({ isOut: 1 })
  })

  test('is not taken from a list: each changes the draw', async () => {
    const { id, organiser } = await matched()
    const people = 'Gina,gina@example.org'
    expect(await organiser.post(paths.importPeople(id), { people, confirm: 'yes' })).toMatchObject({ status: 409, text: expect.stringContaining('one by one') })
  })
})
