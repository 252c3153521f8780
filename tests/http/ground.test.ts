import { describe, expect, onTestFinished, test } from 'vitest'
import { engineOf, setEngine } from '../../src/database/engine.ts'
import { deleteExchange } from '../../src/exchanges/delete-exchange.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse } from '../support/house.ts'
import { stopAt, watchDoors } from '../support/races/barrier.ts'
import { overtaking, post } from '../support/races/site.ts'
import { type Visitor, wordsOf } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana']
type Form = [sender: Visitor | undefined, path: string, fields?: Record<string, string | string[]>]

/** Sends `act` while a form stands before its transaction number `door`: it has passed its guards then. Gives the answer to the form. */
async function overtaken(house: House, act: Form, form: Form, door = 1) {
  watchDoors()
  const send = ([sender, path, fields]: Form) => {
    const cookies = [...(sender?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
    return () => post(house.app, cookies, path, fields)
  }
  const [answer] = await overtaking(door, send(form), send(act))
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    form[0]?.cookies.set(name, value)
  }
  expect(house.log.filter((line) => line.includes('"level":50'))).toEqual([])
  return { status: answer.status, location: answer.headers.get('Location'), text: wordsOf(await answer.text()) }
}

const landing = { status: 303, location: paths.landing() }

describe('leaving twice at once', () => {
  test('is answered alike, and done once', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', cast)
    const answers = await Promise.all(Array.from({ length: 20 }, () => people.Bob?.post(paths.withdraw())))
    expect(answers.map((answer) => [answer?.status, answer?.location])).toEqual(Array(20).fill([303, paths.landing()]))
    expect(house.row(`select count(*) as count from outgoing_email where kind = 'withdrawal confirmation'`)).toEqual({ count: 1 })
    expect(house.row(`select count(*) as count from notice where event = 'withdrawal'`)).toEqual({ count: 1 })
    expect(house.log.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  test('says the same to the second that passed its guards before the first had left', async () => {
    const house = await openHouse()
    const { people } = await house.exchange('registration_open', cast)
    expect(await overtaken(house, [people.Bob, paths.withdraw()], [people.Bob, paths.withdraw()])).toMatchObject(landing)
    expect((await people.Bob?.get('/'))?.text).toContain('You’ve left the exchange. We’ve e-mailed you to confirm it.')
  })
})

describe('whoever is removed while sending', () => {
  test.each([
    ['gift ideas', paths.giftIdeas(), { gift_ideas: 'A kite' }],
    ['the profile', paths.profile(), { name: 'Bobby', gift_ideas: 'A kite' }],
  ])('is signed out, has changed nothing, and gets back what was typed: %s', async (_, path, fields) => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', cast)
    const removal = paths.removePerson(id, house.idOf(id, 'Bob'))
    expect(await overtaken(house, [await house.alice(), removal], [people.Bob, path, fields])).toMatchObject(landing)
    const page = await people.Bob?.get('/')
    expect(page?.text).toContain('You’ve been signed out.')
    expect(page?.html).toContain('A kite')
    expect(house.row(`select name, gift_ideas from participant where email = 'bob@example.org'`)).toEqual({ name: 'Bob', gift_ideas: 'Bob likes socks' })
  })

  test('is signed out when asking the organiser to be taken out', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_closed', [...cast, 'Erin'])
    const removal = paths.removePerson(id, house.idOf(id, 'Bob'))
    expect(await overtaken(house, [await house.alice(), removal], [people.Bob, paths.withdraw(), { ask: 'organiser' }])).toMatchObject(landing)
    expect(house.rows(`select * from notice where event = 'wants out'`)).toEqual([])
  })

  test('neither sees a match nor hears that there is none', async () => {
    const house = await openHouse()
    const { id, people } = await house.exchange('matched', [...cast, 'Erin'])
    const removal = paths.removePerson(id, house.idOf(id, 'Bob'))
    expect(await overtaken(house, [await house.alice(), removal, { confirm: 'yes' }], [people.Bob, paths.match()])).toMatchObject(landing)
  })
})

describe('while an exchange is deleted', () => {
  const deletion = async (house: House, id: string): Promise<Form> => [await house.alice(), paths.deleteExchange(id), { name: 'Millers’ Christmas' }]

  test.each([paths.giftIdeas(), paths.preferences(), paths.withdraw(), paths.profile()])('a participant who sends %s is signed out', async (path) => {
    const house = await openHouse()
    const { id, people } = await house.exchange('registration_open', cast)
    expect(await overtaken(house, await deletion(house, id), [people.Bob, path, { gift_ideas: 'A kite', name: 'Bob' }])).toMatchObject(landing)
  })

  test('the organiser who sends something to it reads that it is gone, with the way to the others', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_open', cast)
    const answer = await overtaken(house, await deletion(house, id), [await house.alice(), paths.closeRegistration(id)])
    expect(answer).toMatchObject({ status: 404, text: expect.stringContaining('All exchanges') })
  })

  test('the clock that was about to close or complete it has nothing to do, and goes on with the others', async () => {
    for (const [state, job, after] of [
      ['registration_open', 'close registration', 'registration_closed'],
      ['matched', 'complete exchanges', 'completed'],
    ] as const) {
      const house = await openHouse()
      watchDoors()
      const gone = await house.exchange(state, cast)
      await house.exchange(state, cast, { name: 'Other' })
      house.world.travel({ days: 30 })
      const clock = await stopAt(1, () => house.tick((name) => name === job))
      await deleteExchange(house.services.orm.em.fork(), house.services, gone.id)
      clock.goOn()
      await clock.answer
      expect([clock.hasStopped, house.rows('select name, state from exchange')]).toEqual([true, [{ name: 'Other', state: after }]])
    }
  })

  test.each([
    ['has hardly begun', 1],
    ['is about to be stored', 2],
  ])('a draw of it that goes on behind the request and %s ends without a fault', async (_, door) => {
    const house = await openHouse({ patience: 0 })
    watchDoors()
    const { id } = await house.exchange('registration_closed', cast)
    const cookies = [...(await house.alice()).cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const drawing = await stopAt(door, () => post(house.app, cookies, paths.draw(id)))
    expect((await drawing.answer).headers.get('Location')).toBe(paths.drawing(id))
    await expect.poll(() => house.rows('select * from draw_attempt')).toHaveLength(door - 1)
    await deleteExchange(house.services.orm.em.fork(), house.services, id)
    drawing.goOn()
    await expect.poll(() => house.services.backgroundTasks.isUnderWay(`draw ${id}`)).toBe(false)
    expect(await (await house.alice()).get(paths.drawing(id))).toMatchObject({ status: 404 })
    expect(house.log.filter((line) => line.includes('"level":50'))).toEqual([])
  })

  test('a disk that has no room for rebuilding the file does not make the answer say that nothing was done', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('draft')
    const { em } = house.services.orm
    const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    const engine = engineOf(em)
    setEngine(em, { ...engine, leaveNoTrace: () => Promise.reject(full) })
    onTestFinished(() => setEngine(em, engine))
    expect(await (await house.alice()).post(paths.deleteExchange(id))).toMatchObject({ status: 303, location: paths.adminDashboard() })
    expect(house.rows('select * from exchange')).toEqual([])
    expect(house.log.join('')).toContain('could not be taken out of the database’s files')
  })

  test('whoever registers reads that the invitation does not work', async () => {
    const house = await openHouse()
    const { id, slug } = await house.exchange('registration_open', cast)
    const form: Form = [undefined, paths.register(slug), { name: 'Gina', email: addressOf('Gina') }]
    expect(await overtaken(house, await deletion(house, id), form)).toMatchObject({
      status: 404,
      text: expect.stringContaining('This invitation doesn’t work'),
    })
    expect(house.rows('select * from participant')).toEqual([])
  })
})

describe('whoever organises an exchange no more when a form of theirs begins', () => {
  const forms: Record<string, (id: string, bob: string, dana: string) => [path: string, fields?: Record<string, string | string[]>]> = {
    edit: (id) => [paths.exchange(id), { budget: 'ten' }],
    close: (id) => [paths.closeRegistration(id)],
    'replace the link': (id) => [paths.rotateLink(id)],
    'take part': (id) => [paths.takePart(id), { my_name: 'Olga' }],
    write: (id) => [paths.message(id), { subject: 'Hello', message: 'See you', confirm: 'yes' }],
    add: (id) => [paths.addPerson(id), { name: 'Gina', email: addressOf('Gina') }],
    import: (id) => [paths.importPeople(id), { people: 'Gina,gina@example.org', confirm: 'yes' }],
    remove: (id, bob) => [paths.removePerson(id, bob)],
    'correct an address': (id, bob) => [paths.correctEmail(id, bob), { email: 'bob@example.net' }],
    'send a link': (id, bob) => [paths.resendLink(id, bob)],
    'choose notifications': (id) => [paths.notifications(id), { reminder_days: '3' }],
    'make a rule': (id, bob, dana) => [paths.rules(id), { kind: 'household', participant_ids: [bob, dana] }],
    'close and draw': (id) => [paths.draw(id), { close: 'yes' }],
    share: (id) => [paths.sharing(id), { email: addressOf('Gina') }],
    delete: (id) => [paths.deleteExchange(id), { name: 'Millers’ Christmas' }],
  }
  const everythingOf = (house: House) =>
    ['exchange', 'participant', 'organiser_invitation', 'exclusion_rule', 'household', 'draw'].map((table) => house.rows(`select * from ${table} order by id`))
  const emails = (house: House) => house.rows(`select kind from outgoing_email where kind not in ('handed over to another', 'handed over to you')`)

  test.each(Object.entries(forms))('changes nothing any more: %s', async (_, form) => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    const olgas = await house.anotherOrganiser('Olga')
    await organiser.post(paths.sharing(id), { email: addressOf('Olga') })
    const { id: olga } = house.row<{ id: string }>('select id from admin where email = ?', addressOf('Olga'))
    const { id: owner } = house.row<{ id: string }>('select id from admin where owner = 1')
    const [path, fields = {}] = form(id, house.idOf(id, 'Bob'), house.idOf(id, 'Dana'))
    for (const act of [[paths.unshare(id, olga)], [paths.handOver(), { exchange_id: id, to: owner }]] as const) {
      await organiser.post(paths.sharing(id), { email: addressOf('Olga') })
      const before = [everythingOf(house), emails(house).length]
      const answer = await overtaken(house, [organiser, act[0], act[1]], [olgas, path, fields])
      expect([act[0], answer.status]).toEqual([act[0], 403])
      expect(answer.text).not.toContain('Bob')
      // An e-mail that waited for her goes with her.
      expect([everythingOf(house), emails(house).length <= (before[1] as number)]).toEqual([before[0], true])
    }
  })

  test('and is removed altogether, changes nothing either', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const { id } = await house.exchange('registration_open', cast)
    const olgas = await house.anotherOrganiser('Olga')
    await organiser.post(paths.sharing(id), { email: addressOf('Olga') })
    const { id: olga } = house.row<{ id: string }>('select id from admin where email = ?', addressOf('Olga'))
    const answer = await overtaken(house, [organiser, paths.removeAccount(olga)], [olgas, paths.closeRegistration(id)])
    expect([answer.status, house.row('select state from exchange where id = ?', id)]).toEqual([403, { state: 'registration_open' }])
  })
})

describe('a new password or address of the organiser', () => {
  const change = { change: 'email', email: 'alice@example.net' }

  test('also ends a sign-in that was about to begin with the old one', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const late = house.visitor()
    const answer = await overtaken(house, [organiser, paths.settings(), change], [late, paths.adminLogin(), alice])
    expect([answer.status, house.row(`select count(*) as count from session`)]).toEqual([422, { count: 1 }])
  })

  test('keeps a browser that it has just signed out from changing them again', async () => {
    const house = await openHouse()
    const organiser = await house.alice()
    const thief = house.visitor()
    await thief.post(paths.adminLogin(), alice)
    const theft: Form = [thief, paths.settings(), { change: 'email', email: addressOf('Mallory') }]
    expect(await overtaken(house, [organiser, paths.settings(), change], theft)).toMatchObject({ status: 303, location: paths.adminLogin(paths.settings()) })
    expect(house.row('select email from admin')).toEqual({ email: 'alice@example.net' })
  })
})

test('names that are drawn while somebody is added, removed or kept apart are not drawn anew without a yes', async () => {
  const house = await openHouse()
  const { id } = await house.exchange('registration_closed', [...cast, 'Erin'])
  const organiser = await house.alice()
  const add: Form = [organiser, paths.addPerson(id), { name: 'Gina', email: addressOf('Gina') }]
  const remove: Form = [organiser, paths.removePerson(id, house.idOf(id, 'Bob'))]
  const keepApart: Form = [organiser, paths.rules(id), { kind: 'exclusion', participant_ids: [house.idOf(id, 'Bob'), house.idOf(id, 'Dana')] }]
  // The first transaction of the first two looks what would happen; the second does it.
  for (const [form, door, words] of [
    [add, 1, 'The names are drawn already'],
    [add, 2, 'The names have been drawn meanwhile'],
    [remove, 1, 'The names are drawn already'],
    [remove, 2, 'The names have been drawn meanwhile'],
    [keepApart, 1, 'The names have been drawn meanwhile'],
  ] as const) {
    const answer = await overtaken(house, [organiser, paths.draw(id)], form, door)
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining(words) })
    expect(house.rows('select * from draw_repair')).toEqual([])
    expect(Object.keys(house.drawOf(id))).toHaveLength(4)
    await organiser.post(paths.undoDraw(id))
  }
})
