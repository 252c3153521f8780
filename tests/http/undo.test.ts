import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, openHouse } from '../support/house.ts'
import { stopAt, watchDoors } from '../support/races/barrier.ts'
import { post } from '../support/races/site.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin', 'Frank']

async function matched() {
  const house = await openHouse()
  const { id, people } = await house.exchange('matched', cast)
  const organiser = await house.alice()
  const news = () =>
    house.post.inbox.filter(({ subject }) => !/^(Your sign-in link|You’re in)/.test(subject)).map(({ to, subject }) => `${to[0]}: ${subject.split(':')[0]}`)
  return { house, id, people, organiser, news }
}

describe('undoing the draw', () => {
  test('asks first and says what it means', async () => {
    const { id, people, organiser } = await matched()
    await people.Bob?.post(paths.match())
    const page = await organiser.get(paths.undoDraw(id))
    expect(page).toMatchObject({ status: 200 })
    for (const words of ['All 5 matches are deleted for good', 'One person has looked already', 'Registration is closed again'])
      expect(page.text).toContain(words)
    expect(page.text).not.toContain('last change')
  })

  test('deletes the matches, tells everybody who had been told, once, and lets the names be drawn again', async () => {
    const { house, id, people, organiser, news } = await matched()
    await house.deliver()
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 303, location: paths.exchange(id) })
    expect(house.row('select state, (select count(*) from draw) as draws from exchange')).toEqual({ state: 'registration_closed', draws: 0 })
    expect(house.rows('select * from "match"')).toEqual([])
    expect((await people.Bob?.get(paths.dashboard()))?.text).toContain('The names will be drawn soon')
    await house.deliver()
    await house.deliver()
    expect(
      news()
        .filter((line) => line.includes('new draw'))
        .sort(),
    ).toEqual(cast.map((name) => `${addressOf(name)}: There’ll be a new draw`))
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 409, text: expect.stringContaining('closed for registration') })
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303 })
    await house.deliver()
    expect(news()).toHaveLength(15)
  })

  test('takes back e-mails that have not gone out, and tells nobody who knows of no draw', async () => {
    const { house, id, organiser, news } = await matched()
    await organiser.post(paths.undoDraw(id))
    await house.deliver()
    expect(news()).toEqual([])
  })

  test('30 times at once undoes it once', async () => {
    const { house, id, organiser } = await matched()
    await house.deliver()
    const answers = await Promise.all(Array.from({ length: 30 }, () => organiser.post(paths.undoDraw(id))))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(29).fill(409)])
    expect(house.row(`select count(*) as count from outgoing_email where kind = 'new draw'`)).toEqual({ count: 5 })
  })

  test('asks for the password when it was given long ago', async () => {
    const { house, id, organiser } = await matched()
    house.world.travel({ minutes: 21 })
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 422, text: expect.stringContaining('Please enter your password again') })
    expect(house.row('select state from exchange')).toEqual({ state: 'matched' })
    await organiser.post(paths.undoDraw(id), { current_password: alice.password })
    house.world.travel({ minutes: 21 })
    // What can't be undone anyway needs no password.
    expect(await organiser.post(paths.undoDraw(id))).toMatchObject({ status: 409, text: expect.stringContaining('closed for registration') })
  })
})

describe('undoing a repair', () => {
  /** A rule is added that the draw breaks, so that it is repaired. */
  async function repaired() {
    const stage = await matched()
    const { house, id, organiser } = stage
    await house.deliver()
    const before = house.drawOf(id)
    const broken = [house.idOf(id, 'Bob'), house.idOf(id, before.Bob as string)]
    await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: broken, confirm: 'yes' })
    const now = house.drawOf(id)
    return { ...stage, before, now, changed: cast.filter((giver) => before[giver] !== now[giver]) }
  }

  test('brings back every match and takes the rule away, and tells those concerned', async () => {
    const { house, id, organiser, before, changed, news } = await repaired()
    expect(changed.length).toBeGreaterThan(0)
    await house.deliver()
    const page = await organiser.get(paths.undoDraw(id))
    expect(page.text).toContain('A rule was added. It will be removed again.')
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 303 })
    expect(house.drawOf(id)).toEqual(before)
    expect(house.rows('select * from exclusion_rule')).toEqual([])
    await house.deliver()
    expect(
      news()
        .filter((line) => line.includes('counts again'))
        .sort(),
    ).toEqual(changed.map((name) => `${addressOf(name)}: Your match counts again`).sort())
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 409, text: expect.stringContaining('no change of the draw') })
  })

  test('is refused once somebody has looked, whoever it was', async () => {
    const { house, id, organiser, people, now, changed } = await repaired()
    const other = cast.find((name) => !changed.includes(name)) as string
    await people[other]?.post(paths.match())
    expect(await organiser.post(paths.undoDraw(id), { what: 'repair' })).toMatchObject({ status: 409, text: expect.stringContaining('the change stays') })
    expect(house.drawOf(id)).toEqual(now)
  })

  test('stores anew what every giver has, so that the rows don’t tell who is concerned', async () => {
    const { house, id, organiser, people } = await matched()
    for (const name of cast) await people[name]?.post(paths.match())
    const rows = () => house.rows<{ sealed: string }>('select sealed_receiver as sealed from "match" order by giver_id')
    const before = rows()
    const broken = [house.idOf(id, 'Bob'), house.idOf(id, house.drawOf(id).Bob as string)]
    await organiser.post(paths.rules(id), { kind: 'one_way', participant_ids: broken, confirm: 'yes' })
    for (const [index, row] of rows().entries()) {
      expect(row.sealed).not.toBe(before[index]?.sealed)
      expect(row.sealed.length).toBe(before[index]?.sealed.length)
    }
    expect(house.looksOf(id)).toEqual(Object.fromEntries(cast.map((name) => [name, 'earlier'])))
    expect((await organiser.get(paths.draw(id))).text).toContain('5 of 5 have looked')
  })
})

describe('a draw that takes longer than a moment', () => {
  test('goes on behind the request, shows that it is under way, and then is done', async () => {
    const house = await openHouse({ patience: 0 })
    const { id } = await house.exchange('registration_closed', cast)
    const organiser = await house.alice()
    // As long as somebody else writes, the draw can't end.
    const letWrite = await house.holdWriters()
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 303, location: paths.drawing(id) })
    const waiting = await organiser.get(paths.drawing(id))
    expect(waiting.text).toContain('Drawing names …')
    expect(waiting.html).toContain('<noscript><meta http-equiv="refresh" content="2"></noscript>')
    expect(await organiser.post(paths.draw(id))).toMatchObject({ status: 409, text: expect.stringContaining('just being done') })
    await letWrite()
    await expect.poll(async () => (await organiser.get(paths.drawing(id))).location, { timeout: 10_000 }).toBe(paths.exchange(id))
    expect((await organiser.get(paths.exchange(id))).text).toContain('The names are drawn. Everyone is being told')
    expect(Object.keys(house.drawOf(id))).toHaveLength(5)
    expect(house.rows('select * from draw_attempt')).toEqual([])
  })

  test('says for how long it has been under way', async () => {
    const house = await openHouse({ patience: 0 })
    watchDoors()
    const { id } = await house.exchange('registration_closed', cast)
    const organiser = await house.alice()
    const cookies = [...organiser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const drawing = await stopAt(2, () => post(house.app, cookies, paths.draw(id)))
    const waiting = expect.poll(async () => (await organiser.get(paths.drawing(id))).text)
    await waiting.toContain('So far 0 seconds.')
    house.world.travel({ minutes: 1 })
    expect((await organiser.get(paths.drawing(id))).text).toContain('So far 60 seconds.')
    drawing.goOn()
    await expect.poll(async () => (await organiser.get(paths.drawing(id))).location, { timeout: 10_000 }).toBe(paths.exchange(id))
  })

  test('says that nothing has changed when the program was ended meanwhile', async () => {
    const house = await openHouse()
    const { id } = await house.exchange('registration_closed', cast)
    house.insert('draw_attempt', { id: 'a1', exchange_id: id, refusal: null })
    const organiser = await house.alice()
    expect(await organiser.get(paths.drawing(id))).toMatchObject({ status: 409, text: expect.stringContaining('Nothing has changed; please try again.') })
    await organiser.post(paths.draw(id))
    expect(await organiser.get(paths.drawing(id))).toMatchObject({ status: 303, location: paths.exchange(id) })
  })

  test('says why when it fails', async () => {
    const house = await openHouse({ patience: 0 })
    const { id } = await house.exchange('registration_closed', ['Bob', 'Charlie', 'Dana'])
    const organiser = await house.alice()
    const people = ['Bob', 'Charlie', 'Dana'].map((name) => house.idOf(id, name))
    await organiser.post(paths.rules(id), { kind: 'household', participant_ids: people })
    await organiser.post(paths.draw(id))
    await expect.poll(async () => (await organiser.get(paths.drawing(id))).status, { timeout: 10_000 }).toBe(409)
    // Looking takes nothing away: who looks again, or in another tab, reads the same.
    for (let look = 0; look < 2; look++)
      expect(await organiser.get(paths.drawing(id))).toMatchObject({ status: 409, text: expect.stringContaining('No draw is possible with these rules.') })
    expect(house.row('select state from exchange')).toEqual({ state: 'registration_closed' })
  })
})
