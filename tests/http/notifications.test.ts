import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
const everything = { new_registration: 'on', withdrawal: 'on', draw_done: 'on', mail_failing: 'on', purge_coming: 'on' }
const lettersToAlice = (house: House) => house.post.inbox.filter(({ to }) => to.includes(alice.email)).map(({ subject }) => subject)
const later = async (house: House, minutes: number) => {
  house.world.travel({ minutes })
  await house.tick()
}

describe('the page of notifications', () => {
  test('has everything on and the usual reminders, as long as nobody chooses', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const page = await (await house.alice()).get(paths.notifications(id))
    expect(page.html.match(/type="checkbox"[^>]* checked/g)).toHaveLength(5)
    expect(page.html).toContain('value="7, 1"')
  })

  test('stores what is chosen, again and again', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const organiser = await house.alice()
    const answer = await organiser.post(paths.notifications(id), { ...everything, withdrawal: '', reminder_days: ' 1,14;3 14 ' })
    expect(answer).toMatchObject({ status: 303, location: paths.notifications(id) })
    const stored =
      'select new_registration, withdrawal, draw_done, mail_failing, purge_coming, reminder_days from organiser join exchange on exchange.id = exchange_id'
    expect(house.rows(stored)).toEqual([{ new_registration: 1, withdrawal: 0, draw_done: 1, mail_failing: 1, purge_coming: 1, reminder_days: '14,3,1' }])
    const page = await organiser.get(paths.notifications(id))
    expect(page.text).toContain('Your settings are saved.')
    expect(page.html).toContain('value="14, 3, 1"')
    await organiser.post(paths.notifications(id), { draw_done: 'on' })
    expect(house.rows(stored)).toEqual([{ new_registration: 0, withdrawal: 0, draw_done: 1, mail_failing: 0, purge_coming: 0, reminder_days: '14,3,1' }])
    await organiser.post(paths.notifications(id), { reminder_days: '' })
    expect(house.row(stored)).toMatchObject({ draw_done: 0, reminder_days: '' })
  })

  test.each([
    ['seven', 'whole numbers'],
    ['-1', 'whole numbers'],
    ['1.5', 'whole numbers'],
    ['61', '60 days before at the earliest'],
    ['1, 2, 3, 4, 5, 6', 'More than 5'],
  ])('refuses the days %j beside the field, and keeps what was typed', async (days, message) => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const answer = await (await house.alice()).post(paths.notifications(id), { draw_done: 'on', reminder_days: days })
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining(message) })
    expect(answer.html).toContain(`value="${days}"`)
    expect(answer.html.match(/type="checkbox"[^>]* checked/g)).toHaveLength(1)
    expect(house.rows('select draw_done, withdrawal, reminder_days from organiser join exchange on exchange.id = exchange_id')).toEqual([
      { draw_done: 1, withdrawal: 1, reminder_days: '7,1' },
    ])
  })

  test('is 404 for an unknown exchange, and closed to everybody else', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', ['Bob'])
    const unknown = paths.notifications('00000000-0000-4000-8000-000000000000')
    expect([(await (await house.alice()).get(unknown)).status, (await (await house.alice()).post(unknown)).status]).toEqual([404, 404])
    for (const someone of [house.visitor(), people.Bob as Visitor]) {
      expect(await someone.get(paths.notifications(id))).toMatchObject({ status: 303, location: paths.adminLogin(paths.notifications(id)) })
      expect(await someone.post(paths.notifications(id), everything)).toMatchObject({ status: 303, location: paths.adminLogin(paths.notifications(id)) })
    }
  })

  test('over htmx answers with the form alone', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const answer = await (await house.alice()).post(paths.notifications(id), { reminder_days: 'x' }, { headers: { 'HX-Request-Type': 'partial' } })
    expect(answer.html).toMatch(/^<form id="notifications-form"/)
  })
})

describe('the admin is told', () => {
  test('of the first registration at once, and of those within the hour together', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open')
    await house.visitor().post(paths.register(slug), registration('Bob'))
    await house.tick()
    expect(lettersToAlice(house)).toEqual(['Bob joined: Millers’ Christmas'])
    for (let guest = 1; guest <= 50; guest++) {
      house.exec('delete from rate_limit')
      house.world.travel({ minutes: 1 })
      await house.visitor().post(paths.register(slug), registration(`Guest${guest}`))
    }
    await later(house, 9)
    expect(lettersToAlice(house)).toHaveLength(1)
    await later(house, 2)
    expect(lettersToAlice(house)).toEqual(['Bob joined: Millers’ Christmas', '50 people joined: Millers’ Christmas'])
    const { text } = house.post.letterTo(alice.email)
    expect(text).toContain('Guest1, Guest2,')
    expect(text).toContain('and 30 more.\n\n“Millers’ Christmas” now has 51 people.')
    expect(text).toContain(house.world.url(paths.exchange(id)))
    expect(text).not.toContain('likes socks')
    await later(house, 200)
    expect(lettersToAlice(house)).toHaveLength(2)
  })

  test('of people, not of names: some have the same one, and somebody may join twice', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const anna = (number: number) => ({ ...registration('Anna'), email: `anna${number}@example.org` })
    for (const who of [anna(1), anna(2), registration('Bob'), registration('Charlie')]) {
      await house.visitor().post(paths.register(slug), who)
      house.world.travel({ minutes: 1 })
    }
    await house.deliver()
    const charlie = house.visitor()
    await charlie.post(house.linkTo('charlie@example.org'))
    await charlie.post(paths.withdraw())
    await house.visitor().post(paths.register(slug), registration('Charlie'))
    await house.tick()
    expect(lettersToAlice(house)).toContain('4 people joined: Millers’ Christmas')
    const letter = house.post.inbox.find(({ subject }) => subject.startsWith('4 people'))
    expect(letter?.text).toContain('They are Anna, Anna, Bob and Charlie.\n\n“Millers’ Christmas” now has 4 people.')
  })

  test('of withdrawals and the draw', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', [...cast, 'Erin'])
    await people.Erin?.post(paths.withdraw())
    const organiser = await house.alice()
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    await house.tick()
    expect(lettersToAlice(house).toSorted()).toEqual([
      '4 people joined: Millers’ Christmas',
      'Erin left: Millers’ Christmas',
      'The draw is done: Millers’ Christmas',
    ])
  })

  test('of e-mails that were given up, once a day at most, and not again without new ones', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    const fail = async (name: string) => {
      await house.visitor().post(paths.register(slug), registration(name))
      house.post.mood = 'refusing'
      await house.deliver()
      house.post.mood = 'well'
      house.exec(`delete from notice`)
    }
    const failing = () => lettersToAlice(house).filter((subject) => subject.includes('couldn’t be delivered'))
    await fail('Bob')
    await fail('Charlie')
    await house.tick()
    await house.deliver()
    expect(failing()).toEqual(['2 e-mails couldn’t be delivered: Millers’ Christmas'])
    await later(house, 5)
    await fail('Dana')
    await later(house, 60)
    expect(failing()).toHaveLength(1)
    await later(house, 24 * 60)
    await house.deliver()
    expect(failing()).toEqual(['2 e-mails couldn’t be delivered: Millers’ Christmas', 'An e-mail couldn’t be delivered: Millers’ Christmas'])
    for (let day = 0; day < 3; day++) await later(house, 24 * 60)
    expect(failing()).toHaveLength(2)
  })

  test('of nothing that was switched off', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open')
    const organiser = await house.alice()
    await organiser.post(paths.notifications(id), { reminder_days: '7' })
    const people: Record<string, Visitor> = {}
    for (const name of [...cast, 'Erin']) people[name] = await house.join(slug, name)
    await people.Erin?.post(paths.withdraw())
    await organiser.post(paths.closeRegistration(id))
    await organiser.post(paths.draw(id))
    house.post.mood = 'refusing'
    await house.tick()
    house.post.mood = 'well'
    await organiser.post(paths.complete(id))
    await later(house, 24 * 24 * 60)
    expect(lettersToAlice(house)).toEqual([])
    expect(house.rows('select * from notice')).toEqual([])
  })

  test('of nobody who looks at a match or writes gift ideas', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('matched', cast)
    await house.tick()
    const before = house.row('select count(*) as count from outgoing_email')
    for (const name of cast) {
      await people[name]?.post(paths.match())
      await people[name]?.post(paths.giftIdeas(), { gift_ideas: 'a kite' })
    }
    await later(house, 61)
    expect(house.row('select count(*) as count from outgoing_email')).toEqual(before)
  })
})

test('reminders go out on the chosen days, and not at all when there are none', async () => {
  const house = await openHouse()
  const chosen = await house.exchange('matched', cast, { name: 'Chosen' })
  const none = await house.exchange('matched', cast, { name: 'None' })
  const organiser = await house.alice()
  await organiser.post(paths.notifications(chosen.id), { reminder_days: '3, 0' })
  await organiser.post(paths.notifications(none.id), { reminder_days: '' })
  for (let hour = 0; hour < 24 * 24; hour++) await later(house, 60)
  const reminders = house.post.inbox.filter(({ to, headers }) => to.includes('bob@example.org') && headers?.['List-Unsubscribe'])
  expect(reminders.map(({ subject }) => subject)).toEqual(['In 3 days: Chosen', 'Today: Chosen'])
}, 30_000)
