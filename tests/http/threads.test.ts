import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { wordsOf } from '../support/post-office.ts'
import type { Visitor } from '../support/visitor.ts'

/** What an organiser proves who it is with, hours after signing in. */
const proof = { current_password: alice.password }

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

/** A drawn exchange, its e-mails sent; it is ten in the morning in Berlin. */
async function drawn(details: Record<string, string> = {}, names = cast) {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', names, details)
  await house.tick()
  await house.deliver()
  house.world.travel({ minutes: 1 })
  const draw = house.drawOf(id)
  const giverOf = (name: string) => Object.keys(draw).find((giver) => draw[giver] === name) as string
  const as = (name: string) => people[name] as Visitor
  return { house, id, as, draw, giverOf, bob: as('Bob'), receiver: as(draw.Bob as string), giver: as(giverOf('Bob')) }
}

/** Two hours later, by the clock: what is delivered, and the e-mails that tell of it. */
async function later(house: House, hours = 2) {
  const before = house.post.inbox.length
  for (let hour = 0; hour < hours; hour++) {
    house.world.travel({ hours: 1 })
    await house.tick()
    await house.deliver()
  }
  return house.post.inbox.slice(before).filter(({ subject }) => subject.includes('There is something to read'))
}

const read = async (visitor: Visitor) => (await visitor.get(paths.threads())).text

describe('a message', () => {
  test('shows on the other side at the next full hour for it, and there alone; its e-mail says nothing of it', async () => {
    const { house, as, draw, bob, receiver } = await drawn()
    const sent = await bob.post(paths.thread('receiver'), { text: 'Which size are you?' })
    expect(sent).toMatchObject({ status: 303, location: '/participant/messages#receiver' })
    expect(await read(bob)).toContain('Which size are you?')
    expect(await read(bob)).toContain('Will be delivered: Tue 1 Dec 2026, 12:00')
    expect(await read(receiver)).not.toContain('Which size')
    expect(await later(house, 1)).toEqual([])
    expect(await read(receiver)).not.toContain('Which size')
    const letters = await later(house, 1)
    expect(letters.map(({ to }) => to)).toEqual([[addressOf(draw.Bob as string)]])
    const [letter] = letters as [(typeof letters)[number]]
    for (const name of cast.filter((name) => name !== draw.Bob)) expect(wordsOf(letter)).not.toContain(name)
    for (const word of ['size', 'give to', 'gives']) expect(letter.text).not.toContain(word)
    expect(letter.reply_to).toBeUndefined()
    const page = await read(receiver)
    expect(page).toContain('Which size are you?')
    expect(page).toContain('1 new')
    expect(page).not.toContain('10:01')
    for (const name of cast.filter((other) => other !== draw.Bob)) expect(await read(as(name))).not.toContain(name === 'Bob' ? '1 new' : 'Which size')
  })

  test('is answered in the same thread, which is the other’s with whoever gives to them', async () => {
    const { house, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Which size are you?' })
    await later(house)
    await receiver.post(paths.thread('giver'), { text: 'M, mostly' })
    const letters = await later(house, 4)
    expect(letters.map(({ to }) => to)).toEqual([[addressOf('Bob')]])
    expect(await read(bob)).toContain('M, mostly')
    expect((await bob.get(paths.dashboard())).text).not.toContain('1 new')
  })

  test('is announced in one e-mail for all messages of a window, with a link that leads there; new ones are marked until they were read', async () => {
    const { house, bob, giver, receiver } = await drawn()
    for (const text of ['One', 'Two']) await receiver.post(paths.thread('giver'), { text })
    await giver.post(paths.thread('receiver'), { text: 'Three' })
    const letters = await later(house)
    expect(letters.map(({ to }) => to)).toEqual([[addressOf('Bob')]])
    expect((await bob.get(paths.dashboard())).text).toContain('2 new')
    const reader = house.visitor()
    expect(await reader.post(house.linkTo(addressOf('Bob')))).toMatchObject({ status: 303, location: paths.threads() })
    const page = await read(reader)
    for (const text of ['One', 'Two', 'Three', '2 new', '1 new']) expect(page).toContain(text)
    expect(await read(reader)).not.toContain(' new')
    expect(await later(house, 24)).toEqual([])
  })

  test.each(['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'])('waits for 8, 12, 16 or 20 o’clock in %s', async (timezone) => {
    const { house, id, bob } = await drawn({ timezone })
    const hours = new Set<string>()
    for (let hour = 0; hour < 24; hour++) {
      house.world.travel({ hours: 1 })
      await bob.post(paths.thread(hour % 2 === 0 ? 'receiver' : 'giver'), { phrase: 'thank-you' })
      const { at } = house.row<{ at: number }>('select max(deliver_at) as at from message where exchange_id = ?', id)
      const wait = Number(at) - house.world.now().getTime()
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(12 * 60 * 60_000)
      hours.add(new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(Number(at)))
    }
    expect([...hours].sort()).toEqual(['08:00', '12:00', '16:00', '20:00'])
  })

  test('is text alone: a link in it leads nowhere, and what looks like markup is none', async () => {
    const { house, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'See https://example.org/a?b=1 <b>now</b>' })
    await later(house)
    const page = (await receiver.get(paths.threads())).html
    expect(page).toContain('See https://example.org/a?b=1 &lt;b&gt;now&lt;/b&gt;')
    expect(page).not.toContain('href="https://example.org')
  })
})

describe('what is refused', () => {
  test.each([
    ['nothing', {}, 'Write something, or choose a ready-made sentence.'],
    ['what nobody can see', { text: ' \u200b ' }, 'Write something, or choose a ready-made sentence.'],
    ['too much', { text: 'x'.repeat(1001) }, '1,000'],
    ['a phrase that there is none of', { phrase: 'no-such' }, 'There is no such sentence.'],
    ['a phrase without what goes into it', { phrase: 'my-shoe-size' }, 'Choose what goes into the sentence.'],
    ['a phrase with something else in it', { phrase: 'my-shoe-size', slot: 'huge' }, 'Choose what goes into the sentence.'],
    ['both at once', { phrase: 'thank-you', text: 'Thanks' }, 'not both at once'],
  ])('%s, with what was typed kept', async (_, fields, words) => {
    const { house, bob } = await drawn()
    for (const withWhom of ['receiver', 'giver'] as const) {
      const answer = await bob.post(paths.thread(withWhom), fields)
      expect(answer.status).toBe(422)
      expect(answer.text).toContain(words)
      if ('text' in fields && fields.text.length > 5) expect(answer.text).toContain(fields.text)
    }
    expect(house.row('select count(*) as count from message')).toEqual({ count: 0 })
  })

  test('more than twenty a day and thread, until the next day where the exchange is', async () => {
    const { house, bob } = await drawn()
    for (let count = 0; count < 20; count++) expect((await bob.post(paths.thread('receiver'), { text: `Number ${count}` })).status).toBe(303)
    const refused = await bob.post(paths.thread('receiver'), { text: 'One too many' })
    // It is a minute past ten in the morning where the exchange is.
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, String(14 * 60 * 60 - 60)])
    expect(refused.text).toContain('You can send 20 messages a day here.')
    expect(refused.text).toContain('One too many')
    expect((await bob.post(paths.thread('giver'), { text: 'To the other' })).status).toBe(303)
    expect((await bob.get(paths.thread('receiver'))).text).toContain('You have sent all the messages of today here.')
    house.world.travel({ hours: 13 })
    expect((await bob.post(paths.thread('receiver'), { text: 'Still the same day' })).status).toBe(429)
    house.world.travel({ hours: 1 })
    expect((await bob.post(paths.thread('receiver'), { text: 'The next' })).status).toBe(303)
  })

  test('before the names are drawn, and to strangers', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_closed', cast)
    const bob = people.Bob as Visitor
    expect(await read(bob)).toContain('drawn yet')
    expect((await bob.post(paths.thread('receiver'), { text: 'Hello' })).status).toBe(409)
    expect((await bob.get(paths.thread('receiver'))).location).toBe(paths.threads())
    for (const path of [paths.threads(), paths.thread('giver')]) expect((await house.visitor().get(path)).status).toBe(303)
  })

  test('once the organiser has switched messages off', async () => {
    const { house, id, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Which size are you?' })
    await later(house)
    await bob.post(paths.thread('receiver'), { text: 'And the colour?' })
    const organiser = await house.alice()
    expect((await organiser.get(paths.editExchange(id, 'messages'))).html).toContain('name="messages"')
    expect((await organiser.post(paths.exchange(id), { messages: 'off' })).status).toBe(303)
    const refused = await bob.post(paths.thread('receiver'), { text: 'Hello' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('has switched messages off')
    expect(await later(house)).toEqual([])
    expect(await read(receiver)).toContain('Which size are you?')
    expect((await bob.get(paths.dashboard())).text).not.toContain(paths.threads())
  })
})

describe('a preview', () => {
  test('shows what would be sent, and sends nothing', async () => {
    const { house, bob } = await drawn()
    const words = await bob.post(paths.thread('receiver'), { text: 'Which size\nare you?', preview: 'on' })
    expect(words.status).toBe(200)
    expect(words.text).toContain('This is how it will read')
    const phrase = await bob.post(paths.thread('receiver'), { phrase: 'my-shoe-size', preview: 'on' })
    expect(phrase.status).toBe(200)
    expect(phrase.html).toContain('<option value="38.5">')
    expect(house.row('select count(*) as count from message')).toEqual({ count: 0 })
    expect((await bob.post(paths.thread('receiver'), { phrase: 'my-shoe-size', slot: '38.5' })).status).toBe(303)
  })
})

describe('what is sent twice', () => {
  test('is stored once: a message, a closing, an opening', async () => {
    const { house, bob } = await drawn()
    const count = () => house.row<{ count: number }>('select count(*) as count from message').count
    for (let time = 0; time < 2; time++) expect((await bob.post(paths.thread('receiver'), { text: 'Which size?' })).status).toBe(303)
    expect(count()).toBe(1)
    for (let time = 0; time < 2; time++) await bob.post(paths.openThread('receiver'))
    expect(count()).toBe(1)
    for (let time = 0; time < 2; time++) await bob.post(paths.closeThread('receiver'))
    expect(count()).toBe(2)
    for (let time = 0; time < 30; time++) {
      await bob.post(paths.openThread('receiver'))
      await bob.post(paths.closeThread('receiver'))
    }
    expect(count()).toBe(21)
  })
})

describe('closing', () => {
  test('ends a thread for both: at once for whoever closes it, at the next full hour for the other; and can be taken back', async () => {
    const { house, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Hello there' })
    await later(house)
    await bob.post(paths.thread('receiver'), { text: 'Why don’t you answer?' })
    expect(await receiver.post(paths.closeThread('giver'))).toMatchObject({ status: 303, location: '/participant/messages#giver' })
    expect((await receiver.post(paths.thread('giver'), { text: 'One more' })).text).toContain('You have closed this conversation.')
    expect((await receiver.get(paths.thread('giver'))).location).toBe(paths.threads())
    expect((await bob.post(paths.thread('receiver'), { text: 'Hello?' })).status).toBe(303)
    expect(await later(house, 4)).toEqual([])
    const page = await read(receiver)
    expect(page).toContain('Hello there')
    expect(page).not.toContain('Why don’t you')
    expect(page).not.toContain('Hello?')
    expect(await read(bob)).toContain('The other side has closed this conversation.')
    const refused = await bob.post(paths.thread('receiver'), { text: 'Hello!' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('The other side has closed this conversation')
    expect((await bob.post(paths.thread('giver'), { text: 'The other thread stays' })).status).toBe(303)
    await receiver.post(paths.openThread('giver'))
    expect(await read(receiver)).toContain('Hello?')
    await later(house, 4)
    expect((await bob.post(paths.thread('receiver'), { text: 'Thank you' })).status).toBe(303)
  })
})

test('whose match can’t be opened has a page all the same, and calendars stay as they are', async () => {
  const { house, id, bob, receiver } = await drawn()
  const calendar = async () => (await bob.get(paths.calendar(id))).html.replace(/DTSTAMP:.*/, '')
  const before = await calendar()
  await receiver.post(paths.thread('giver'), { text: 'Thank you' })
  await later(house)
  expect(await calendar()).toBe(before)
  expect((await bob.get(paths.dashboard())).text).toContain('1 new')
  house.exec(`update "match" set sealed_receiver = 'x.y' where giver_id = ?`, house.idOf(id, 'Bob'))
  expect((await bob.get(paths.dashboard())).status).toBe(200)
  expect((await bob.get(paths.threads())).status).toBe(409)
})

describe('a report', () => {
  test('lets the organisers read that one text from the next full hour on, and tells them so, once', async () => {
    const { house, id, giverOf, as, bob, receiver } = await drawn()
    const organiser = await house.alice()
    await bob.post(paths.thread('receiver'), { text: 'Something rude' })
    await bob.post(paths.thread('receiver'), { text: 'Something else' })
    await later(house)
    const [action] = /\/participant\/messages\/[0-9a-f-]{36}\/report/.exec((await receiver.get(paths.threads())).html) as RegExpExecArray
    for (const stranger of [bob, as(giverOf('Bob'))]) expect((await stranger.post(action)).status).toBe(404)
    const told = await receiver.post(action)
    expect(told.status).toBe(303)
    expect((await receiver.get(told.location as string)).text).toContain('You have reported this message.')
    expect((await organiser.get(paths.reports(id))).text).toContain('Nothing was reported.')
    await receiver.post(action)
    const before = house.post.inbox.length
    await later(house, 4)
    const letters = house.post.inbox.slice(before).filter(({ subject }) => subject.startsWith('A message was reported'))
    expect(letters.map(({ to }) => to)).toEqual([['alice@example.org']])
    expect(letters[0]?.text).not.toContain('rude')
    const page = await organiser.get(paths.reports(id))
    expect(page.text).toContain('Something rude')
    expect(page.text).not.toContain('Something else')
    for (const name of cast) expect(page.text).not.toContain(name)
    expect(await later(house, 24)).toEqual([])
    const desk = await organiser.get(paths.exchange(id))
    expect(desk.html).toContain(paths.reports(id))
    const [deletion] = /\/admin\/exchange\/[0-9a-f-]{36}\/reports\/[0-9a-f-]{36}\/delete/.exec(page.html) as RegExpExecArray
    expect((await organiser.post(deletion)).status).toBe(303)
    expect((await organiser.get(paths.reports(id))).text).toContain('Nothing was reported.')
    expect((await organiser.get(paths.exchange(id))).html).not.toContain(paths.reports(id))
  })

  test('of what is still under way, or is nobody’s message, there is none', async () => {
    const { house, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Not there yet' })
    const { id } = house.row<{ id: string }>('select id from message')
    expect((await receiver.post(paths.reportMessage(id))).status).toBe(404)
    expect((await bob.post(paths.reportMessage(id))).status).toBe(404)
  })
})

describe('when the draw changes', () => {
  test('a repair begins every thread anew, whether somebody has another receiver or not, and a page from before it sends nothing', async () => {
    const { house, id, as, draw } = await drawn({}, [...cast, 'Grace'])
    for (const name of cast) await as(name).post(paths.thread('receiver'), { text: `From ${name} to whom they give to` })
    await later(house)
    const threadOf = async (name: string) => /name="thread" value="([^"]{16})"/.exec((await as(name).get(paths.thread('receiver'))).html)?.[1] as string
    const before = Object.fromEntries(await Promise.all(cast.map(async (name) => [name, await threadOf(name)] as const)))
    const organiser = await house.alice()
    await organiser.post(paths.removePerson(id, house.idOf(id, 'Grace')), { confirm: 'yes', ...proof })
    const now = house.drawOf(id)
    expect(Object.keys(now).sort()).toEqual(cast)
    expect(cast.filter((name) => now[name] === draw[name]).length).toBeGreaterThan(0)
    for (const name of cast) {
      const page = await read(as(name))
      expect(page).not.toContain('to whom they give to')
      expect(page).toContain('every conversation began anew')
      const stale = await as(name).post(paths.thread('receiver'), { text: 'Did the blue one fit?', thread: before[name] as string })
      expect(stale.status).toBe(409)
      expect(stale.text).toContain('The draw has changed since this page was made')
      expect(stale.text).toContain('Did the blue one fit?')
      expect((await as(name).post(paths.closeThread('receiver'), { thread: before[name] as string })).status).toBe(409)
    }
    expect(await later(house, 4)).toEqual([])
    for (const name of cast) await as(name).post(paths.thread('receiver'), { text: `Now from ${name}`, thread: await threadOf(name) })
    await later(house, 4)
    for (const name of cast) expect(await read(as(now[name] as string))).toContain(`Now from ${name}`)
  })

  test('whoever is added later has both threads like everybody else', async () => {
    const { house, id, as } = await drawn()
    const organiser = await house.alice()
    expect((await organiser.post(paths.addPerson(id), { name: 'Gina', email: addressOf('Gina'), confirm: 'yes', ...proof })).status).toBe(303)
    await house.deliver()
    const gina = house.visitor()
    await gina.post(house.linkTo(addressOf('Gina')))
    const now = house.drawOf(id)
    const giver = Object.keys(now).find((name) => now[name] === 'Gina') as string
    expect((await gina.post(paths.thread('receiver'), { text: 'Hello from the newcomer' })).status).toBe(303)
    await as(giver).post(paths.thread('receiver'), { text: 'Welcome' })
    const letters = await later(house)
    expect(letters.map(({ to }) => to[0]).sort()).toEqual([addressOf('Gina'), addressOf(now.Gina as string)].sort())
    expect(await read(gina)).toContain('Welcome')
    expect(await read(as(now.Gina as string))).toContain('Hello from the newcomer')
  })

  test('erasing the exchange leaves no message, no report and no key', async () => {
    const { house, id, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Something rude' })
    await later(house)
    const [action] = /\/participant\/messages\/[0-9a-f-]{36}\/report/.exec((await receiver.get(paths.threads())).html) as RegExpExecArray
    await receiver.post(action)
    const organiser = await house.alice()
    expect((await organiser.post(paths.deleteExchange(id), { name: 'Millers’ Christmas', ...proof })).status).toBe(303)
    for (const table of ['message', 'message_report', 'exchange_key']) expect(house.row(`select count(*) as count from ${table}`)).toEqual({ count: 0 })
  })

  test('undoing it deletes every message, and the next draw begins anew', async () => {
    const { house, id, as, bob } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Which size are you?' })
    await later(house)
    const organiser = await house.alice()
    expect((await organiser.post(paths.undoDraw(id), proof)).status).toBe(303)
    expect(house.row('select count(*) as count from message')).toEqual({ count: 0 })
    await organiser.post(paths.draw(id))
    for (const name of cast) expect(await read(as(name))).not.toContain('Which size')
  })

  test('once it is completed there is thanks alone; what was written can be read', async () => {
    const { house, id, bob, receiver } = await drawn()
    await bob.post(paths.thread('receiver'), { text: 'Which size are you?' })
    const organiser = await house.alice()
    await organiser.post(paths.complete(id))
    await later(house)
    expect(await read(receiver)).toContain('Which size are you?')
    const refused = await bob.post(paths.thread('receiver'), { text: 'And the colour?' })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('what can still be sent is a thank-you')
    expect((await receiver.post(paths.thread('giver'), { text: 'Thank you, it fits!' })).status).toBe(303)
    const letters = await later(house, 4)
    expect(letters.map(({ to }) => to)).toEqual([[addressOf('Bob')]])
    expect(letters[0]?.text).toContain('/request-access')
    expect(await read(bob)).toContain('Thank you, it fits!')
    expect((await bob.post(paths.thread('receiver'), { phrase: 'youre-welcome' })).status).toBe(303)
    expect((await bob.get(paths.thread('receiver'))).text).not.toContain('trouser size')
  })
})
