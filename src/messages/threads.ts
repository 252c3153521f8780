import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { joined } from '../exchanges/joined.ts'
import { localDate } from '../exchanges/local-date.ts'
import type { Services } from '../services.ts'
import { noMarks, readOf } from './marks.ts'
import { type OwnPairs, openOwnPairs, type Person } from './own-pairs.ts'
import { mostADay } from './permissions.ts'
import { reportTags } from './report-seal.ts'
import { across, readEntries, type Side, threadName } from './thread.ts'
import { countOfDay, type ShownMessage, type ThreadView, viewOf } from './thread-view.ts'

/** A thread as its page shows it: `name` is what its reader knows it by, `leftToday` is how many more messages can be written today. */
export type Thread = Omit<ThreadView, 'messages'> & { withWhom: Side; name: string; messages: (ShownMessage & { isReported: boolean })[]; leftToday: number }

/** What the page of messages needs of the exchange: `people` take part. */
export type Occasion = NonNullable<Awaited<ReturnType<typeof findOccasion>>>

/** Both threads of somebody, to their receiver first; undefined while nothing is drawn. Throws RuleBroken when their match can't be opened. */
export async function readThreads(em: EntityManager, services: Services, me: Person, { timezone }: Pick<Occasion, 'timezone'>): Promise<Thread[] | undefined> {
  const own = await openOwnPairs(em, services, me)
  if (!own) return undefined
  return [await readThread(em, services, me, own, 'receiver', timezone), await readThread(em, services, me, own, 'giver', timezone)]
}

/** The thread of somebody with whoever is on that side. */
async function readThread(
  em: EntityManager,
  { world }: Services,
  me: Person,
  { vault, marks, pairs }: OwnPairs,
  withWhom: Side,
  timezone: string,
): Promise<Thread> {
  const pair = pairs[withWhom]
  const entries = pair ? await readEntries(em, vault, pair) : { giver: [], receiver: [] }
  const now = world.now()
  const name = pair ? threadName(vault, pair, across(withWhom)) : ''
  const read = pair ? readOf((marks[me.id] ?? noMarks)[withWhom], name) : 0
  const view = viewOf(entries, across(withWhom), { now, read })
  const reported = await findReported(em, view.messages, vault)
  return {
    ...view,
    withWhom,
    name,
    messages: view.messages.map((message) => ({ ...message, isReported: reported.has(message.id) })),
    leftToday: Math.max(0, mostADay - countOfDay(entries[across(withWhom)], localDate(now, timezone), true)),
  }
}

/** Which of those messages were reported, by their identifiers. */
async function findReported(em: EntityManager, messages: readonly ShownMessage[], vault: OwnPairs['vault']): Promise<Set<string>> {
  const ids = new Map(messages.filter(({ isMine }) => !isMine).flatMap(({ id }) => reportTags(vault, id).map((tag) => [tag, id] as const)))
  if (ids.size === 0) return new Set()
  return new Set((await findTags(em, { tags: [...ids.keys()] })).map(({ tag }) => ids.get(tag) as string))
}

const findTags = query((db, given: { tags: string[] }) => db.selectFrom('MessageReport').select('tag').where('tag', 'in', given.tags))

/** What the page of messages says of the exchange. */
export const findOccasion = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Exchange as e')
    .leftJoin('Draw as d', 'd.exchange', 'e.id')
    .select(['e.name', 'e.state', 'e.timezone', 'e.messages', 'd.repairs', joined().as('people')])
    .where('e.id', '=', given.exchangeId),
)
