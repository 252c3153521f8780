import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { outcomeOf } from '../outcome.ts'
import type { Services } from '../services.ts'
import { noMarks, readOf } from './marks.ts'
import { openOwnPairs, type Person } from './own-pairs.ts'
import { across, readEntries, type Side, threadName } from './thread.ts'
import { viewOf } from './thread-view.ts'

/** How many messages there are to read from whoever one gives to, and from whoever gives to one. */
export type Unread = Record<Side, number>

/** How many messages somebody has to read in each of the two threads; none where their match can't be opened. It opens nothing while nobody has written. */
export async function countUnread(em: EntityManager, services: Services, me: Person): Promise<Unread> {
  const none = { receiver: 0, giver: 0 }
  const now = services.world.now()
  if (!(await findAny(em, { exchangeId: me.exchangeId, now }))) return none
  const { value: own } = await outcomeOf(openOwnPairs(em, services, me))
  if (!own) return none
  const unread = async (withWhom: Side) => {
    const pair = own.pairs[withWhom]
    if (!pair) return 0
    const read = readOf((own.marks[me.id] ?? noMarks)[withWhom], threadName(own.vault, pair, across(withWhom)))
    return viewOf(await readEntries(em, own.vault, pair), across(withWhom), { now, read }).unread
  }
  return { receiver: await unread('receiver'), giver: await unread('giver') }
}

const findAny = queryOne((db, given: { exchangeId: string; now: Date }) =>
  db.selectFrom('Message').select('id').where('exchange', '=', given.exchangeId).where('deliverAt', '<=', given.now).limit(1),
)
