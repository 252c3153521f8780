import type { Scores } from './assignment.ts'
import { byAll, byLetters, byOrder, byReaction, byTurns, type Knowledge, type Presence } from './attacks.ts'
import type { December } from './seen.ts'

const hour = 3_600_000
const day = 24 * hour

/** What an observer makes of a December: a score for each two people, the higher the likelier they are a pair. What is faint shows in many Decembers alone. */
export type Observer = { name: string; scores: Scores; isFaint?: boolean }

/** Rows of more people than that, changed at once, are changed for everybody. */
const few = 3

/** Those who have the database before and after each step, without the secret, the log and the pages of organisers. The log knows moments and routes, which the rows of messages know as well. */
export function observersOfTheDatabase(seen: December): Observer[] {
  const known = { names: seen.names, presence: presenceIn(seen), messages: messagesIn(seen) }
  const afterChanges = { ...known, messages: changesIn(seen) }
  return [
    ...ofKnowledge('the database, step by step', known),
    { name: 'the database, step by step: who is there the morning after wishes changed', scores: byReaction(afterChanges) },
    ...ofOrders(seen),
  ]
}

/** Those who see more than what is stored: who asks for a page when, as a reverse proxy notes it, and to whom e-mails go, as the mail service does. */
export function observersOfTheWires(seen: December): Observer[] {
  const { names } = seen
  const [letters, lettersOfWishes] = [seen.letters.filter(({ isOfWishes }) => !isOfWishes), seen.letters.filter(({ isOfWishes }) => isOfWishes)]
  const [stored, asked] = [presenceIn(seen), presenceOf(seen.requests)]
  const messages = messagesIn(seen)
  const toSides = messages.map((message) => ({ ...message, to: seen.requests.find(({ at, isPost }) => isPost && at === message.at)?.path ?? '' }))
  return [
    { name: 'the mail service alone', scores: byLetters({ names, letters }) },
    { name: 'database and mail service', scores: byAll({ names, presence: stored, messages, letters }) },
    { name: 'database and times of requests', scores: byAll({ names, presence: asked, messages }) },
    { name: 'database, times and paths of requests', scores: byAll({ names, presence: asked, messages: toSides }) },
    { name: 'database, times of requests and mail service', scores: byReaction({ names, presence: asked, messages, letters }) },
    { name: 'database and times of requests, after wishes changed', scores: byReaction({ names, presence: asked, messages: changesIn(seen) }) },
    {
      name: 'database and mail service, after wishes changed',
      scores: byReaction({ names, presence: stored, messages: changesIn(seen), letters: lettersOfWishes }),
    },
  ]
}

/** Those who would see what must not be stored: each has to win, or the test could not fail. */
export function observersOfLeaks(seen: December): Observer[] {
  const { names, truth } = seen
  const looksAt = (page: string) => presenceOf(seen.requests.filter(({ path, isPost }) => !isPost && path === page))
  const presence = looksAt('/participant/messages')
  const signIns = presenceOf(seen.requests.filter(({ path, isPost }) => isPost && path.startsWith('/auth/magic/')))
  const threads = truth.messages.map(({ at, deliverAt, from, to }) => ({ at, deliverAt, thread: to === 'receiver' ? from : giverOf(truth.receivers, from) }))
  return [
    { name: 'LEAK: each look changes a row of whoever looks', scores: byAll({ names, presence, messages: messagesIn(seen) }) },
    { name: 'LEAK: that, and a row of a message tells its thread', scores: byTurns({ names, presence, messages: threads }) },
    {
      name: 'LEAK: each look at the giver’s page changes a row of whoever looks',
      scores: byReaction({ names, presence: presenceIn(seen), looks: looksAt('/participant/match'), messages: changesIn(seen) }),
      isFaint: true,
    },
    {
      name: 'LEAK: each sign-in by a link names its person',
      scores: byReaction({ names, presence: presenceIn(seen), looks: signIns, messages: changesIn(seen) }),
      isFaint: true,
    },
  ]
}

function ofKnowledge(name: string, known: Knowledge): Observer[] {
  return [
    { name: `${name}: who is there when something was delivered`, scores: byReaction(known) },
    { name: `${name}: who writes after whom`, scores: byTurns(known) },
    { name: `${name}: both`, scores: byAll(known) },
  ]
}

/** By the order in which rows lie in the file, by identifiers, by times, by lengths. */
function ofOrders({ house, names }: December): Observer[] {
  const order = (by: string) =>
    house.rows<{ name: string }>(`select p.name from "match" m join participant p on p.id = m.giver_id order by ${by}`).map(({ name }) => name)
  const orders = {
    'the order of rows': order('m.rowid'),
    identifiers: order('m.id'),
    'when they changed last': order('m.updated_at, m.rowid'),
    lengths: order('length(m.sealed_receiver), m.rowid'),
  }
  const ofPeople = house.rows<{ name: string }>('select name from participant order by rowid').map(({ name }) => name)
  return Object.entries(orders).flatMap(([what, ofMatches]) => [
    { name: `the database at its end: ${what}`, scores: byOrder(names, ofMatches, ofMatches) },
    { name: `the database at its end: ${what}, beside the people`, scores: byOrder(names, ofMatches, ofPeople) },
  ])
}

function messagesIn({ changes }: December): Knowledge['messages'] {
  return changes.flatMap(({ at, table, deliverAt }) => (table === 'message' && deliverAt !== null ? [{ at, deliverAt }] : []))
}

/** When somebody changed gift ideas or wishes, and the morning when their giver hears of it: nine o'clock in Berlin. */
function changesIn({ changes }: December): Knowledge['messages'] {
  const nine = 8 * hour
  return changes.flatMap(({ at, table, person }) =>
    person !== null && (table === 'wish' || table === 'participant') ? [{ at, deliverAt: Math.ceil((at - nine) / day) * day + nine }] : [],
  )
}

/** When a row changed that says whose it is, and not those of everybody. */
function presenceIn({ changes, people }: December): Presence {
  const together = new Map<string, Set<string>>()
  for (const { at, table, person } of changes) if (person !== null) together.set(`${at} ${table}`, (together.get(`${at} ${table}`) ?? new Set()).add(person))
  return presenceOf(
    changes.flatMap(({ at, table, person }) =>
      person !== null && (together.get(`${at} ${table}`)?.size ?? 0) <= few ? [{ at, person: people.get(person) ?? person }] : [],
    ),
  )
}

function presenceOf(moments: { at: number; person: string }[]): Presence {
  const presence: Presence = new Map()
  for (const { at, person } of moments) presence.set(person, [...(presence.get(person) ?? []), at])
  return presence
}

function giverOf(receivers: Record<string, string>, name: string): string {
  return Object.keys(receivers).find((giver) => receivers[giver] === name) ?? name
}
