import { expect, test } from 'vitest'
import { declineToken } from '../../src/auth/signed-token.ts'
import { paths } from '../../src/paths.ts'
import { addressOf, alice, type House, openHouse, registration } from '../support/house.ts'
import type { Visitor } from '../support/visitor.ts'

const cast = ['Bob', 'Charlie', 'Dana', 'Erin']
const day = 24 * 60 * 60 * 1000

/** The columns that participants write and that hold a time to the millisecond, each with the reason; all others hold a day. */
const exact: Record<string, string> = {
  'participant.created_at': 'when somebody registered is on the organiser’s page',
  'participant.withdrawn_at':
    'the day on which somebody left is on the organiser’s page, by the clocks of the exchange; nobody leaves by themselves once the names are drawn',
  'participant.gift_ideas_changed_at': 'the giver’s page marks what is new since the last visit, and the morning’s news tells of it',
  'wish.changed_at': 'likewise',
  'wish.removed_at': 'likewise',
  'answer.changed_at': 'likewise',
  'magic_token.created_at': 'of the links that somebody asks for, the older ones die with the newer; the row goes within the hour',
  'magic_token.expires_at': 'a link that somebody asks for lives for an hour',
  'rate_limit.at': 'limits count minutes; the rows go after a day',
  'outgoing_email.created_at': 'when somebody was written to is on the organiser’s page of e-mails',
  'outgoing_email.sent_at': 'likewise',
  'outgoing_email.due_at': 'it goes out at once, and again after minutes',
  'outgoing_email.give_up_at': 'it is tried for so long',
  'outgoing_email.expires_at': 'nobody has any use for a dead link',
  'notice.created_at': 'organisers are told of it in this order, and then it goes',
}

/** Every time that is stored, by its row and column. */
function timesOf(house: House): Map<string, { column: string; at: number }> {
  const times = new Map<string, { column: string; at: number }>()
  for (const { tableName, properties } of house.services.orm.em.getMetadata().getAll().values()) {
    const columns = Object.values(properties).flatMap(({ runtimeType, fieldNames }) => (runtimeType === 'Date' ? (fieldNames?.[0] ?? []) : []))
    for (const row of house.rows<Record<string, string | number | null>>(`select * from "${tableName}"`)) {
      for (const column of columns) {
        const value = row[column]
        if (value !== null && value !== undefined)
          times.set(`${tableName} ${row.id} ${column}`, { column: `${tableName}.${column}`, at: new Date(value).getTime() })
      }
    }
  }
  return times
}

/** Runs an act at an odd time, and gives whether it stored anything, and the columns that then hold another time that is no whole day. */
async function writtenBy(house: House, act: () => Promise<unknown>): Promise<{ isStored: boolean; toTheMinute: string[] }> {
  house.world.travel({ minutes: 7 })
  const [before, stored] = [timesOf(house), JSON.stringify(house.everyRow())]
  await act()
  const changed = [...timesOf(house)].filter(([key, { at }]) => before.get(key)?.at !== at).map(([, time]) => time)
  return {
    isStored: JSON.stringify(house.everyRow()) !== stored,
    toTheMinute: [...new Set(changed.filter(({ at }) => at % day !== 0).map(({ column }) => column))].sort(),
  }
}

test('D9: what participants do leaves days, not times, save where a time is needed', async () => {
  const house = await openHouse()
  const organiser = await house.alice()
  const { id, slug } = await house.exchange('registration_open')
  const seen = new Set<string>()
  const writes = async (what: string, act: () => Promise<unknown>) => {
    const { isStored, toTheMinute } = await writtenBy(house, act)
    expect([what, toTheMinute.filter((column) => !(column in exact))]).toEqual([what, []])
    expect([what, isStored]).toEqual([what, true])
    for (const column of toTheMinute) seen.add(column)
  }
  const visitors: Record<string, Visitor> = {}
  const as = (name: string) => {
    visitors[name] ??= house.visitor()
    return visitors[name]
  }
  const signIn = (name: string) => as(name).get(house.linkTo(addressOf(name)))

  for (const name of [...cast, 'Frank']) {
    await writes('register', () => as(name).post(paths.register(slug), registration(name)))
    await house.deliver()
    await writes('open the link', () => signIn(name))
  }
  await writes('leave', () => as('Frank').post(paths.withdraw()))
  await writes('rename', () => as('Erin').post(paths.profile(), { name: 'Erin', gift_ideas: 'a kite' }))
  await writes('choose reminders', () => as('Bob').post(paths.preferences(), {}))
  await writes('choose a language', () => as('Bob').post(paths.language(), { language: 'en', next: paths.dashboard() }))
  await organiser.post(paths.questions(id), { text: 'Your size?', kind: 'line' })
  await organiser.post(paths.importPeople(id), { people: 'Gina,gina@example.org', confirm: 'yes' })
  await organiser.post(paths.adminLogin(), alice)
  expect((await organiser.post(paths.draw(id), { close: 'yes' })).status).toBe(303)
  await house.deliver()
  const { id: question } = house.row<{ id: string }>('select id from question')
  const wish = (title: string) => house.row<{ id: string }>('select id from wish where title = ? and removed_at is null', title).id

  for (const name of cast) {
    await writes('see the match', () => as(name).post(paths.match()))
    await writes('look', () => as(name).get(paths.match()))
    await writes('wish', () => as(name).post(paths.wishes(), { title: `A kite for ${name}` }))
    await writes('wish again', () => as(name).post(paths.wishes(), { title: `A book for ${name}` }))
    await writes('change a wish', () => as(name).post(paths.wish(wish(`A kite for ${name}`)), { title: `A lamp for ${name}` }))
    await writes('delete a wish', () => as(name).post(paths.deleteWish(wish(`A book for ${name}`))))
    await writes('answer', () => as(name).post(paths.answers(), { [`answer_${question}`]: `Size of ${name}` }))
    await writes('write gift ideas', () => as(name).post(paths.giftIdeas(), { gift_ideas: `A drone for ${name}` }))
    await writes('plan', () => as(name).post(paths.plan(), { gift: 'chosen' }))
    await writes('hide', () => as(name).post(paths.match(), { show: 'no' }))
  }
  const gina = house.idOf(id, 'Gina')
  await writes('ask to be taken out, and for no e-mail', () =>
    house.visitor().post(paths.decline(declineToken(house.services.vault, { id: gina, email: 'gina@example.org' })), { choice: 'never' }),
  )
  // The morning after: whoever is written to signs in by the link in that e-mail, or asks for another one.
  house.world.travel({ hours: 24 })
  await house.tick()
  await house.deliver()
  await writes('sign in by the link of a notice', () => house.visitor().post(house.linkTo(addressOf('Bob'))))
  await writes('ask for a link, which is e-mailed', async () => {
    await as('Charlie').post(paths.requestAccess(slug), { email: addressOf('Charlie') })
    await house.deliver()
  })
  await writes('sign in by that link', () => signIn('Charlie'))
  expect(Object.keys(exact).filter((column) => !seen.has(column))).toEqual([])
})
