import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { alice, registration } from '../support/house.ts'
import { openPostOffice } from '../support/post-office.ts'
import { addExchange, first, from, type Instance, openExchange, openSite, roamer } from '../support/postgres/site.ts'
import { type Answer, Visitor } from '../support/visitor.ts'

const thirty = Array.from({ length: 30 }, (_, number) => number)
const cast = ['Bob', 'Charlie', 'Dana', 'Erin']

/** Thirty requests at once, each from somebody else, spread over the instances; the statuses of the answers, sorted. */
async function atOnce(instances: Instance[], send: (visitor: Visitor, number: number) => Promise<Answer>): Promise<number[]> {
  const answers = await Promise.all(thirty.map((number) => send(new Visitor(instances[number % instances.length]?.url as string), number)))
  return answers.map(({ status }) => status).toSorted()
}

function as(visitor: Visitor, other: Visitor): Visitor {
  for (const [name, value] of other.cookies) visitor.cookies.set(name, value)
  return visitor
}

const times = (count: number, status: number) => Array<number>(count).fill(status)

test('thirty set up the site at once: there is one account, and one of them is signed in', async () => {
  const { instances, database } = await openSite()
  const browsers: Visitor[] = []
  const statuses = await atOnce(instances, (visitor, number) => {
    browsers.push(visitor)
    return visitor.post(paths.setup(), { ...alice, email: `alice${number}@example.org`, password_confirm: alice.password }, from(number))
  })
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  // Who comes while passwords are hashed for others is asked to wait.
  expect(statuses.filter((status) => ![303, 404, 503].includes(status))).toEqual([])
  expect(browsers.filter(({ cookies }) => cookies.has('admin_session'))).toHaveLength(1)
  expect(await first(database, 'select count(*)::int as count from admin')).toEqual({ count: 1 })
})

test('thirty register for the last five places, and the same one thirty times: the places are taken, and no more', async () => {
  const { instances, database } = await openSite()
  const { organiser, invitation, id } = await openExchange(instances, cast, { max_participants: '9' })
  const statuses = await atOnce(instances, (visitor, number) => visitor.post(invitation, registration(`Guest${number}`), from(number)))
  expect(statuses).toEqual([...times(5, 303), ...times(25, 409)])
  const count = `select count(*)::int as count from participant where exchange_id = '${id}'`
  expect(await first(database, count)).toEqual({ count: 9 })

  const other = await addExchange(organiser, instances, cast)
  await atOnce(instances, (visitor, number) => visitor.post(other.invitation, registration('Frank'), from(number)))
  expect(await first(database, count.replace(id, other.id))).toEqual({ count: 5 })
  expect(await first(database, `select count(*)::int as count from outgoing_email where exchange_id = '${other.id}' and recipient like 'frank%'`)).toEqual({
    count: 1,
  })
})

test('thirty move an exchange on at once: one does, and one draws', async () => {
  const { instances, database } = await openSite()
  const { organiser, id } = await openExchange(instances, cast)
  const closed = await atOnce(instances, (visitor) => as(visitor, organiser).post(paths.closeRegistration(id)))
  expect(closed).toEqual([303, ...times(29, 409)])
  const drawn = await atOnce(instances, (visitor) => as(visitor, organiser).post(paths.draw(id)))
  expect(drawn.filter((status) => status !== 303 && status !== 409)).toEqual([])
  const matches = () => first(database, 'select count(*)::int as count, count(distinct giver_id)::int as givers from "match"')
  await expect.poll(matches, { timeout: 20_000 }).toEqual({ count: 4, givers: 4 })
  const letters = await first(
    database,
    `select count(*)::int as count, count(distinct left(deduplication_key, 42))::int as draws from outgoing_email where kind = 'match notification'`,
  )
  expect(letters).toEqual({ count: 4, draws: 1 })
  const undone = await atOnce(instances, (visitor) => as(visitor, organiser).post(paths.undoDraw(id)))
  expect(undone).toEqual([303, ...times(29, 409)])
})

test('thirty ask for a link at once: three pass; thirty open one: one gets in', async () => {
  const post = await openPostOffice()
  onTestFinished(() => post.close())
  const { instances, database } = await openSite(post)
  const { organiser, id } = await openExchange(instances, cast)
  const { slug } = await first<{ slug: string }>(database, 'select slug from exchange')
  const { email } = registration('Bob')
  const statuses = await atOnce(instances, (visitor, number) => visitor.post(paths.requestAccess(slug), { email: email as string }, from(number)))
  expect(statuses).toEqual([...times(3, 303), ...times(27, 429)])
  expect(await first(database, `select count(*)::int as count from outgoing_email where kind = 'magic link'`)).toEqual({ count: 3 })

  // Whether the address takes part makes no difference; no exchange is locked then.
  const strangers = await atOnce(instances, (visitor, number) => visitor.post(paths.signIn(), { email: 'mallory@example.org' }, from(number)))
  expect(strangers).toEqual([...times(3, 303), ...times(27, 429)])

  // Somebody whom the organiser adds gets a link that no browser waits for.
  await organiser.post(paths.addPerson(id), { name: 'Gina', email: 'gina@example.org' })
  await expect.poll(() => post.inbox.some(({ to }) => to[0] === 'gina@example.org'), { timeout: 20_000 }).toBe(true)
  const [link = ''] = /\/auth\/magic\/[\w-]{43}/.exec(post.letterTo('gina@example.org').text) ?? []
  const browsers: Visitor[] = []
  await atOnce(instances, (visitor, number) => {
    browsers.push(visitor)
    return visitor.post(link, {}, from(number))
  })
  expect(browsers.filter(({ cookies }) => cookies.has('participant_session'))).toHaveLength(1)
})

test('who writes in one exchange does not wait for another: only what is about a locked one waits, however many do', async () => {
  const { instances, database } = await openSite()
  const { organiser, id, invitation } = await openExchange(instances, cast)
  const other = await addExchange(organiser, instances, cast)
  await database.query(`begin; select from exchange where id = '${id}' for update`)
  let answered = 0
  const waiting = Promise.all(
    thirty.map(async (number) => {
      const answer = await roamer(instances).post(invitation, registration(`Guest${number}`), from(number))
      answered++
      return answer.status
    }),
  )
  await pause(300)
  const statuses = await atOnce(instances, (visitor, number) => visitor.post(other.invitation, registration(`Guest${number}`), from(number)))
  expect(statuses).toEqual(times(30, 303))
  expect((await organiser.post(paths.closeRegistration(other.id))).status).toBe(303)
  expect((await organiser.get(paths.exchange(id))).status).toBe(200)
  expect(answered).toBe(0)
  await database.query('commit')
  expect(await waiting).toEqual(times(30, 303))
})
