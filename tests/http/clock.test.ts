import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, type House, openHouse } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const hour = 60 * 60 * 1000

/** Moves the house's clock to an instant. */
const travelTo = (house: House, instant: string) => house.world.travel({ hours: (Date.parse(instant) - house.world.now().getTime()) / hour })
const stateOf = (house: House) => house.row<{ state: string }>('select state from exchange').state
const tickAt = async (house: House, instant: string) => {
  travelTo(house, instant)
  await house.tick()
}
const remindersTo = (house: House, name: string) =>
  house.post.inbox.filter(({ to, headers }) => to.includes(`${name}@example.org`) && headers?.['List-Unsubscribe'])

describe('registration', () => {
  test('closes at the end of the close date, by the exchange’s own clock', async () => {
    const house = await openHouse()
    await house.exchange('registration_open', ['Bob'])
    await tickAt(house, '2026-12-10T22:59:59Z')
    expect(stateOf(house)).toBe('registration_open')
    await tickAt(house, '2026-12-10T23:00:00Z')
    expect(stateOf(house)).toBe('registration_closed')
  })

  test('of a draft is not the clock’s business', async () => {
    const house = await openHouse()
    await house.exchange('draft')
    await tickAt(house, '2027-06-01T00:00:00Z')
    expect(stateOf(house)).toBe('draft')
  })
})

describe('an exchange', () => {
  test('is completed on the day after the gifts, and not when the names were never drawn', async () => {
    const house = await openHouse()
    await house.exchange('matched', cast)
    const undrawn = await house.exchange('registration_closed', cast, { name: 'Office' })
    const states = () => house.rows<{ state: string }>('select state from exchange order by name').map(({ state }) => state)
    await tickAt(house, '2026-12-24T22:59:59Z')
    expect(states()).toEqual(['matched', 'registration_closed'])
    await tickAt(house, '2026-12-24T23:00:00Z')
    expect(states()).toEqual(['completed', 'registration_closed'])
    expect(undrawn.id).toBeTruthy()
  })

  test('is announced to be erased after 23 days, and erased after 30', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    await tickAt(house, '2026-12-24T23:00:00Z')
    await tickAt(house, '2027-01-16T22:59:59Z')
    expect(house.post.letterTo(alice.email).subject).not.toContain('Erased')
    for (const instant of ['2027-01-16T23:00:00Z', '2027-01-17T23:00:00Z']) await tickAt(house, instant)
    const warnings = house.post.inbox.filter(({ subject }) => subject === 'Erased in a week: Millers’ Christmas')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.text).toContain('On Sunday 24 January 2027 (Berlin time) everything about it is erased')
    await tickAt(house, '2027-01-23T22:59:59Z')
    expect(house.rows('select id from exchange')).toEqual([{ id }])
    await tickAt(house, '2027-01-23T23:00:00Z')
    for (const table of ['exchange', 'participant', '"match"', 'outgoing_email', 'magic_token', 'notice']) {
      expect([table, house.rows(`select * from ${table}`)]).toEqual([table, []])
    }
    expect(house.log.join('\n')).toContain(`"job":"purge exchanges","exchanges":["${id}"]`)
  })
})

describe('after a long downtime nothing is erased before its warning went out and seven days have passed', () => {
  /** An exchange that was completed on Christmas Day; then nobody served the site until `back`. */
  async function downUntil(back: string) {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    await tickAt(house, '2026-12-24T23:00:00Z')
    travelTo(house, back)
    const isThere = () => house.rows('select id from exchange').length === 1
    const warnings = () => house.post.inbox.filter(({ subject }) => subject.startsWith('Erased'))
    const desk = async () => {
      const organiser = house.visitor()
      await organiser.post(paths.adminLogin(), alice)
      return (await organiser.get(paths.exchange(id))).text
    }
    return { house, id, isThere, warnings, desk }
  }

  test('the warning comes late, names the later day, as the desk does, and that day counts', async () => {
    const { house, isThere, warnings, desk } = await downUntil('2027-03-01T12:00:00Z')
    expect(await desk()).toContain('Mon 8 Mar 2027, 13:00 Berlin time Everything about it is erased')
    await house.tick()
    expect(isThere()).toBe(true)
    expect(warnings().map(({ text }) => text.includes('On Monday 8 March 2027 (Berlin time) everything about it is erased'))).toEqual([true])
    expect(await desk()).toContain('Mon 8 Mar 2027, 13:00 Berlin time Everything about it is erased')
    await tickAt(house, '2027-03-08T11:59:59Z')
    expect(isThere()).toBe(true)
    await tickAt(house, '2027-03-08T12:00:00Z')
    expect([isThere(), warnings().length]).toEqual([false, 1])
  })

  test('a shorter one delays it by what the warning was late', async () => {
    const { house, isThere } = await downUntil('2027-01-22T00:00:00Z')
    await house.tick()
    await tickAt(house, '2027-01-28T23:59:59Z')
    expect(isThere()).toBe(true)
    await tickAt(house, '2027-01-29T00:00:00Z')
    expect(isThere()).toBe(false)
  })

  test('a warning that waits for the mail service counts from when it goes out, also over another downtime', async () => {
    const { house, isThere, warnings, desk } = await downUntil('2027-03-01T12:00:00Z')
    house.post.mood = 'down'
    await house.tick()
    expect(await desk()).toContain('Everything about it is erased, or later: first the e-mail that reminds you has to go out')
    house.post.mood = 'well'
    await tickAt(house, '2027-03-20T12:00:00Z')
    expect([isThere(), warnings().length]).toEqual([true, 1])
    expect(await desk()).toContain('Sat 27 Mar 2027, 13:00 Berlin time Everything about it is erased')
    await tickAt(house, '2027-03-27T11:59:59Z')
    expect(isThere()).toBe(true)
    await tickAt(house, '2027-03-27T12:00:00Z')
    expect(isThere()).toBe(false)
  })

  test('a warning that can’t be delivered keeps nothing for ever: it counts from when it was given up, and the desk says the day', async () => {
    const { house, isThere, desk } = await downUntil('2027-03-01T12:00:00Z')
    house.post.mood = 'refusing'
    await house.tick()
    expect(house.row(`select state from outgoing_email where kind = 'purge coming'`)).toEqual({ state: 'given_up' })
    expect(await desk()).toContain('Mon 8 Mar 2027, 13:00 Berlin time Everything about it is erased')
    await tickAt(house, '2027-03-08T11:59:59Z')
    expect(isThere()).toBe(true)
    await tickAt(house, '2027-03-08T12:00:00Z')
    expect(isThere()).toBe(false)
  })

  test('whoever wants no warning is not waited for', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    await (await house.alice()).post(paths.notifications(id), { draw_done: 'on' })
    expect((await (await house.alice()).get(paths.exchange(id))).text).not.toContain('You’re reminded that it will be erased')
    await tickAt(house, '2026-12-24T23:00:00Z')
    await tickAt(house, '2027-01-23T22:59:59Z')
    expect(house.rows('select id from exchange')).toHaveLength(1)
    await tickAt(house, '2027-01-23T23:00:00Z')
    expect(house.rows('select id from exchange')).toEqual([])
    expect(house.post.inbox.filter(({ subject }) => subject.startsWith('Erased'))).toEqual([])
  })
})

describe('a reminder', () => {
  test('goes out 7 days and 1 day before, at 09:00, once, to those who want it', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast)
    await people.Dana?.post(paths.preferences(), {})
    const sent: [string, number][] = []
    for (const instant of [
      '2026-12-17T07:59:59Z',
      '2026-12-17T08:00:00Z',
      '2026-12-17T08:01:00Z',
      '2026-12-23T07:59:00Z',
      '2026-12-23T08:00:00Z',
      '2026-12-24T12:00:00Z',
    ]) {
      await tickAt(house, instant)
      sent.push([instant.slice(5, 16), remindersTo(house, 'bob').length])
    }
    expect(sent).toEqual([
      ['12-17T07:59', 0],
      ['12-17T08:00', 1],
      ['12-17T08:01', 1],
      ['12-23T07:59', 1],
      ['12-23T08:00', 2],
      ['12-24T12:00', 2],
    ])
    expect(remindersTo(house, 'bob').map(({ subject }) => subject)).toEqual(['In 7 days: Millers’ Christmas', 'Tomorrow: Millers’ Christmas'])
    expect(remindersTo(house, 'dana')).toEqual([])
  })

  test('says what is still to do, and ends by its own link', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast)
    await people.Bob?.post(paths.match())
    await people.Charlie?.post(paths.giftIdeas(), { gift_ideas: '' })
    await tickAt(house, '2026-12-17T08:00:00Z')
    const [bobs] = remindersTo(house, 'bob')
    const [charlies] = remindersTo(house, 'charlie')
    expect(bobs?.text).toContain('Gift day: ')
    expect(bobs?.text).toContain('Budget:   about 20 €')
    expect(bobs?.text).not.toMatch(/haven’t looked|any gift ideas/)
    for (const words of ['You haven’t looked yet who you give to', 'You haven’t written any gift ideas']) expect(charlies?.text).toContain(words)
    const link = /<(.*)>/.exec(charlies?.headers?.['List-Unsubscribe'] ?? '')?.[1] as string
    expect(await house.visitor().post(new URL(link).pathname)).toMatchObject({ status: 303 })
    await tickAt(house, '2026-12-23T08:00:00Z')
    expect([remindersTo(house, 'bob').length, remindersTo(house, 'charlie').length]).toEqual([2, 1])
  })

  test('does not ask for gift ideas where there is a wish list', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast)
    await people.Charlie?.post(paths.giftIdeas(), { gift_ideas: '' })
    await people.Charlie?.post(paths.wishes(), { title: 'A kite' })
    await tickAt(house, '2026-12-17T08:00:00Z')
    const [charlies] = remindersTo(house, 'charlie')
    expect(charlies?.text).toContain('You haven’t looked yet who you give to')
    expect(charlies?.text).not.toMatch(/any gift ideas|kite/)
  })

  test('is not promised where the organiser sends none, nor once the day is over', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    const words = async () => (await people.Bob?.get(paths.dashboard()))?.text
    expect(await words()).toContain('We’ll remind you by e-mail before gift day.')
    await organiser.post(paths.notifications(id), { reminder_days: '' })
    expect(await words()).toContain('Your organiser isn’t sending reminders.')
    await organiser.post(paths.notifications(id), { reminder_days: '3' })
    expect(await words()).toContain('We’ll remind you by e-mail before gift day.')
    await organiser.post(paths.complete(id))
    expect(await words()).toContain('Reminders are on.')
  })

  test('says nothing of looking where the match itself went out by e-mail', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', cast, { match_in_email: 'on' })
    expect((await people.Bob?.get(paths.dashboard()))?.text).not.toContain('not looked up')
    const page = await (await house.alice()).get(paths.people(id))
    expect(page.text).toContain('Bob bob@example.org Got the match by e-mail')
    expect(page.text).not.toMatch(/looked|Send link/)
    await tickAt(house, '2026-12-17T08:00:00Z')
    const [letter] = remindersTo(house, 'bob')
    expect(letter?.text).toContain('Open my exchange')
    expect(letter?.text).not.toMatch(/not looked up|See my match/)
  })

  test('that was missed goes out late, the newest alone, while the day is ahead; and not at all on the day', async () => {
    const late = await openHouse()
    await late.exchange('matched', cast)
    await tickAt(late, '2026-12-23T20:00:00Z')
    expect(remindersTo(late, 'bob').map(({ subject }) => subject)).toEqual(['Tomorrow: Millers’ Christmas'])
    const tooLate = await openHouse()
    await tooLate.exchange('matched', cast)
    await tickAt(tooLate, '2026-12-23T23:00:00Z')
    expect(remindersTo(tooLate, 'bob')).toEqual([])
  })

  test('is not repeated when the date moves away and back, and goes out for the new date', async () => {
    const house = await openHouse()
    await house.exchange('matched', cast)
    await tickAt(house, '2026-12-17T08:00:00Z')
    house.exec(`update exchange set exchange_date = '2026-12-26'`)
    await tickAt(house, '2026-12-18T08:00:00Z')
    house.exec(`update exchange set exchange_date = '2026-12-24'`)
    await tickAt(house, '2026-12-18T09:00:00Z')
    expect(remindersTo(house, 'bob')).toHaveLength(1)
    house.exec(`update exchange set exchange_date = '2026-12-28'`)
    await tickAt(house, '2026-12-21T08:00:00Z')
    expect(remindersTo(house, 'bob')).toHaveLength(2)
  })

  test('is not for an exchange that is completed early, nor for a draw that came after it was due', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    await (await house.alice()).post(paths.complete(id))
    const late = await house.exchange('registration_closed', cast, { name: 'Late', registration_close_date: '2026-12-18' })
    travelTo(house, '2026-12-19T12:00:00Z')
    const organiser = house.visitor()
    await organiser.post(paths.adminLogin(), alice)
    expect(await organiser.post(paths.draw(late.id))).toMatchObject({ status: 303 })
    await house.tick()
    expect(remindersTo(house, 'bob')).toEqual([])
    await tickAt(house, '2026-12-23T08:00:00Z')
    expect(remindersTo(house, 'bob').map(({ subject }) => subject)).toEqual(['Tomorrow: Late'])
  })

  test('that could not be sent until the day is over is dropped', async () => {
    const house = await openHouse()
    await house.exchange('matched', cast)
    house.post.mood = 'down'
    await tickAt(house, '2026-12-23T08:00:00Z')
    house.post.mood = 'well'
    await tickAt(house, '2026-12-24T23:00:00.001Z')
    expect(remindersTo(house, 'bob')).toEqual([])
    expect(house.rows(`select distinct state from outgoing_email where kind = 'reminder'`)).toEqual([{ state: 'expired' }])
  })
})

test('two clocks at once do everything once', async () => {
  const house = await openHouse()
  await house.exchange('matched', cast)
  await house.tick()
  travelTo(house, '2026-12-23T08:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => house.tick()))
  expect(cast.map((name) => remindersTo(house, name.toLowerCase()).length)).toEqual([1, 1, 1])
  travelTo(house, '2026-12-24T23:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => house.tick()))
  expect(stateOf(house)).toBe('completed')
  travelTo(house, '2027-01-16T23:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => house.tick()))
  expect(house.post.inbox.filter(({ subject }) => subject.startsWith('Erased'))).toHaveLength(1)
  travelTo(house, '2027-01-23T23:00:00Z')
  await Promise.all(Array.from({ length: 5 }, () => house.tick()))
  expect(house.rows('select id from exchange')).toEqual([])
})

test('the log of the clock holds counts and identifiers, nothing that anybody typed', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('matched', cast)
  await tickAt(house, '2026-12-23T08:00:00Z')
  const lines = house.log.map((line) => JSON.parse(line))
  expect(lines).toContainEqual(expect.objectContaining({ level: 30, job: 'send reminders', exchanges: [id], emails: 3 }))
  expect(house.log.join('')).not.toMatch(/Millers|Bob|Charlie|Dana|socks|@example/)
})

test('the organiser sees what comes next, in the exchange’s own time', async () => {
  const house = await openHouse()
  const organiser: Visitor = await house.alice()
  const show = async (state: Parameters<House['exchange']>[0]) => (await organiser.get(paths.notifications((await house.exchange(state, cast)).id))).text
  expect(await show('draft')).toContain('Nothing yet – it’s waiting for you.')
  const open = await show('registration_open')
  expect(open).toContain(
    'Thu 10 Dec 2026, midnight Berlin time Registration closes Once the names are drawn Thu 17 Dec 2026, 09:00 Berlin time Reminder to everyone who wants it, 7 days before',
  )
  const drawn = await show('matched')
  expect(drawn).toContain(
    'Wed 23 Dec 2026, 09:00 Berlin time Reminder to everyone who wants it, 1 day before Fri 25 Dec 2026, 00:00 Berlin time The exchange is completed',
  )
  expect(drawn).not.toContain('Once the names are drawn')
  const completed = await show('completed')
  expect(completed).toContain(
    'Thu 24 Dec 2026, 10:00 Berlin time You’re reminded that it will be erased Thu 31 Dec 2026, 10:00 Berlin time Everything about it is erased',
  )
})

describe('an exchange date that is moved after the draw', () => {
  test.each([
    ['2026-12-24', undefined],
    ['2026-12-05', 'The reminder 7 days before won’t go out: it’s too late.'],
    ['2026-12-02', 'No more reminders go out: it’s too late for them.'],
  ])('to %s says which reminders will not come', async (date, note) => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast, { registration_close_date: '2026-12-01', exchange_date: '2026-12-28' })
    const organiser = await house.alice()
    house.world.travel({ hours: 1 })
    expect(await organiser.post(paths.exchange(id), { exchange_date: date })).toMatchObject({ status: 303 })
    const desk = await organiser.get(paths.exchange(id))
    expect(desk.text).toContain(note === undefined ? '“Gift day” is saved. Millers’' : `“Gift day” is saved. ${note}`)
    const later = (await organiser.get(paths.notifications(id))).text
    if (note === undefined) expect(later).not.toMatch(/will not be sent|No reminder will/)
    else expect(later).toContain(note)
  })

  test('so that a reminder is late says that it goes out at once, and then nothing', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('matched', cast)
    const organiser = await house.alice()
    await tickAt(house, '2026-12-15T12:00:00Z')
    await organiser.post(paths.adminLogin(), alice)
    const answer = await organiser.post(paths.exchange(id), { exchange_date: '2026-12-20' }, { headers: { 'HX-Request-Type': 'partial' } })
    expect(answer.text).toContain('“Gift day” is saved. The reminder 7 days before goes out within a minute')
    await house.tick()
    expect(remindersTo(house, 'bob')).toHaveLength(1)
    expect((await organiser.get(paths.exchange(id))).text).not.toContain('within a minute')
  })
})
