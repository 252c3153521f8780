import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { wordsOf } from '../support/post-office.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

/** A drawn exchange whose givers have looked, with the e-mails of the draw sent. */
async function drawn(details: Record<string, string> = {}) {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', cast, details)
  for (const person of Object.values(people)) await person.post(paths.match())
  await house.tick()
  await house.deliver()
  house.world.travel({ minutes: 1 })
  const draw = house.drawOf(id)
  const giverOf = (name: string) => Object.keys(draw).find((giver) => draw[giver] === name) as string
  return { house, id, people: people as Record<string, Visitor>, draw, giverOf }
}

/** What goes out over the next hours, by the clock. */
async function nextHours(house: House, hours: number) {
  const before = house.post.inbox.length
  for (let hour = 0; hour < hours; hour++) {
    house.world.travel({ hours: 1 })
    await house.tick()
    await house.deliver()
  }
  return house.post.inbox.slice(before).filter(({ subject }) => subject.startsWith('New on a wish list'))
}

const wish = (visitor: Visitor | undefined, gift_ideas: string) => visitor?.post(paths.giftIdeas(), { gift_ideas })

describe('a giver whose receiver has changed gift ideas', () => {
  test('is told once, in the morning, with a link to the match, without a name; and nobody else is', async () => {
    const { house, people, giverOf } = await drawn()
    await wish(people.Bob, 'A kite')
    await wish(people.Bob, 'A kite, or two')
    const letters = await nextHours(house, 24)
    expect(letters.map(({ to }) => to)).toEqual([[addressOf(giverOf('Bob'))]])
    const [letter] = letters as [(typeof letters)[number]]
    for (const name of cast.filter((name) => name !== giverOf('Bob'))) expect(wordsOf(letter)).not.toContain(name)
    expect(letter.text).not.toContain('kite')
    const reader = house.visitor()
    await reader.post(house.linkTo(addressOf(giverOf('Bob'))))
    expect((await reader.get(paths.match())).text).toContain('A kite, or two')
    expect(await nextHours(house, 24)).toEqual([])
    await wish(people.Bob, 'Cookies')
    expect(await nextHours(house, 24)).toHaveLength(1)
  })

  test('is told as well of a wish that was added, changed or deleted', async () => {
    const { house, people } = await drawn()
    await people.Bob?.post(paths.wishes(), { title: 'A kite' })
    expect(await nextHours(house, 24)).toHaveLength(1)
    const { id } = house.row<{ id: string }>('select id from wish')
    await people.Bob?.post(paths.wish(id), { title: 'A drone' })
    expect(await nextHours(house, 24)).toHaveLength(1)
    await people.Bob?.post(paths.wishes(), { title: 'A book' })
    const other = house.row<{ id: string }>(`select id from wish where title = 'A book'`)
    await people.Bob?.post(paths.moveWish(other.id), { direction: 'up' })
    await people.Bob?.post(paths.deleteWish(id))
    expect(await nextHours(house, 24)).toHaveLength(1)
    await people.Bob?.post(paths.moveWish(other.id), { direction: 'down' })
    expect(await nextHours(house, 24)).toEqual([])
  })

  test('is told at nine where the exchange is, of what changed before', async () => {
    const { house, people } = await drawn({ timezone: 'America/New_York' })
    await wish(people.Bob, 'A kite')
    // It is ten in Berlin, and nine in New York five hours later.
    expect(await nextHours(house, 4)).toEqual([])
    expect(await nextHours(house, 1)).toHaveLength(1)
  })

  test('is not told of what they have seen, nor when they want no reminders, nor of what was there at the draw', async () => {
    const { house, people, giverOf } = await drawn()
    await wish(people.Bob, 'A kite')
    house.world.travel({ hours: 1 })
    await people[giverOf('Bob')]?.get(paths.match())
    expect(await nextHours(house, 24)).toEqual([])
    await people[giverOf('Dana')]?.post(paths.preferences(), {})
    await wish(people.Dana, 'A book')
    expect(await nextHours(house, 24)).toEqual([])
    await wish(people.Erin, '')
    expect(await nextHours(house, 24)).toHaveLength(1)
    const undone = await openHouse()
    const { id, people: others } = await undone.exchange('registration_closed', cast)
    await wish(others.Bob, 'Before the draw')
    await (await undone.alice()).post(paths.draw(id))
    expect(await nextHours(undone, 24)).toEqual([])
  })

  test('is not told any more once the draw is undone, or the exchange completed, also of what waits already', async () => {
    for (const end of ['undo the draw', 'complete'] as const) {
      const { house, id, people } = await drawn()
      const organiser = await house.alice()
      await wish(people.Bob, 'A kite')
      house.world.travel({ hours: 24 })
      await house.tick((name) => name === 'tell of changes')
      expect(house.rows(`select id from outgoing_email where kind = 'changed wishes' and state = 'queued'`)).toHaveLength(1)
      await organiser.post(paths.adminLogin(), alice)
      expect(await organiser.post(end === 'complete' ? paths.complete(id) : paths.undoDraw(id))).toMatchObject({ status: 303 })
      await wish(people.Dana, 'A book')
      expect([end, await nextHours(house, 24)]).toEqual([end, []])
    }
  })
})

describe('D9: what is stored and shown', () => {
  test('names neither giver nor receiver, is alike for everybody, and the same whether it was sent or not needed', async () => {
    const { house, people, giverOf } = await drawn()
    for (const name of ['Bob', 'Charlie', 'Dana']) await wish(people[name], `${name} wants a kite`)
    await people[giverOf('Charlie')]?.post(paths.preferences(), {})
    const rows = () => house.rows<Record<string, unknown>>(`select * from outgoing_email where kind = 'changed wishes' order by id`)
    house.world.travel({ hours: 23, minutes: 1 })
    await house.tick((name) => name === 'tell of changes')
    const queued = rows()
    expect(queued).toHaveLength(3)
    // In a seal any three letters may stand, “Bob” too.
    const text = JSON.stringify(queued.map(({ sealed_parameters: _, ...row }) => row))
    for (const name of cast) expect(text.includes(addressOf(name)) || text.includes(name)).toBe(false)
    for (const row of queued) expect(row).toMatchObject({ participant_id: null, account_id: null, recipient: '', is_secret: 1 })
    expect(new Set(queued.map(({ sealed_parameters }) => (sealed_parameters as string).length)).size).toBe(1)
    const logged = house.log.length
    await house.deliver()
    const sent = rows().map(({ id, deduplication_key, attempts, ...row }) => JSON.stringify(row))
    expect(new Set(sent).size).toBe(1)
    const said = house.log.slice(logged).join('')
    for (const { id } of queued) expect(said).not.toContain(id)
  })

  test('shows no failure: whose address takes no e-mail is known from others, and then who gives to whoever has changed something would be', async () => {
    const { house, people, giverOf } = await drawn()
    for (const name of ['Bob', 'Dana']) await wish(people[name], 'A kite')
    house.post.refuses = ({ to }) => (to[0] === addressOf(giverOf('Bob')) ? { status: 422, name: 'validation_error', message: 'no such mailbox' } : undefined)
    await nextHours(house, 24)
    const rows = house.rows<Record<string, unknown>>(`select * from outgoing_email where kind = 'changed wishes'`)
    const shown = rows.map(({ id, deduplication_key, created_at, updated_at, sent_at, ...row }) => JSON.stringify(row))
    expect([rows.length, new Set(shown).size]).toEqual([2, 1])
    expect((await (await house.alice()).get(paths.mail())).text).not.toContain('News of the draw')
  })

  test('shows no failure either when no mail could go out for more than a day', async () => {
    const { house, id, people } = await drawn()
    const organiser = await house.alice()
    await wish(people.Bob, 'A kite')
    await organiser.post(paths.message(id), { subject: 'Snow', message: 'Bring boots', confirm: 'yes' })
    house.post.mood = 'down'
    await nextHours(house, 60)
    const rows = house.rows<{ kind: string; state: string; last_error: string | null }>(
      `select kind, state, last_error from outgoing_email where kind = 'changed wishes' or state = 'given_up' order by kind`,
    )
    expect(rows.filter(({ kind }) => kind === 'changed wishes')).toEqual([{ kind: 'changed wishes', state: 'sent', last_error: null }])
    // It was long enough: others were given up, which the organiser sees.
    expect(rows.filter(({ state }) => state === 'given_up').length).toBeGreaterThanOrEqual(cast.length)
    await organiser.post(paths.adminLogin(), alice)
    expect((await organiser.get(paths.mail())).text).not.toContain('News of the draw')
  })

  test('is not told to whoever gave before, once the draw was repaired', async () => {
    const { house, id, people, giverOf } = await drawn()
    await wish(people.Bob, 'A kite')
    house.world.travel({ hours: 23, minutes: 1 })
    await house.tick((name) => name === 'tell of changes')
    const organiser = await house.alice()
    const rule = { kind: 'one_way', participant_ids: [house.idOf(id, giverOf('Bob')), house.idOf(id, 'Bob')], confirm: 'yes' }
    await organiser.post(paths.adminLogin(), alice)
    expect(await organiser.post(paths.rules(id), rule)).toMatchObject({ status: 303 })
    await house.deliver()
    expect(house.post.inbox.filter(({ subject }) => subject.startsWith('New on a wish list'))).toEqual([])
    expect(house.post.inbox.filter(({ subject }) => subject.startsWith('Your match has changed')).length).toBeGreaterThan(1)
  })

  test('is the same on every page of the organiser, whoever changed what', async () => {
    const { house, id, people } = await drawn()
    const organiser = await house.alice()
    const pages = async () =>
      Promise.all([paths.exchange(id), paths.mail(), paths.people(id), paths.adminDashboard()].map(async (path) => (await organiser.get(path)).text))
    await wish(people.Bob, 'Bob likes socks, and a kite')
    house.world.travel({ hours: 24 })
    await organiser.post(paths.adminLogin(), alice)
    await pages()
    const before = await pages()
    await house.tick((name) => name === 'tell of changes')
    expect(house.rows(`select id from outgoing_email where kind = 'changed wishes'`)).toHaveLength(1)
    expect(await pages()).toEqual(before)
    await house.deliver()
    expect(house.post.inbox.filter(({ subject }) => subject.startsWith('New on a wish list'))).toHaveLength(1)
    expect(await pages()).toEqual(before)
  })
})
