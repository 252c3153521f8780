import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { localDate } from '../exchanges/local-date.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdExchangeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { type Content, isMessage, isSame } from './content.ts'
import { nextDelivery } from './delivery-times.ts'
import { Message } from './message.ts'
import { openOwnPairs } from './own-pairs.ts'
import { mostADay, whyNotWrite } from './permissions.ts'
import { across, type Entries, type Entry, type Pair, readEntries, type Side, sealWritten, tagOf, threadName } from './thread.ts'
import { countOfDay, isSwitch, viewOf } from './thread-view.ts'

/** What is written: to whoever is on that side; `thread` is the name of the thread as the form had it, where it said so. */
type Writing = { withWhom: Side; content: Content; thread?: string | undefined }

/**
 * Writes to whoever is on that side, or closes the thread with them, or opens it again. It is delivered at the next of the hours for that, which is returned. The same once more, sent twice, is
 * stored once. Refused while nothing is drawn, when the thread has begun anew since the form was made or is closed, once only thanks are left, and past the limit of the day; throws SignedOut.
 */
export function writeMessage(em: EntityManager, services: Services, me: Me, writing: Writing): Promise<Outcome<{ deliverAt: Date }>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchangeSignedIn(transaction, me)
    const own = await openOwnPairs(transaction, services, me)
    if (!own) throw new RuleBroken({ code: 'not drawn yet' })
    const { withWhom, content, thread } = writing
    const [pair, side] = [own.pairs[withWhom], across(withWhom)]
    if (!pair) throw new RuleBroken({ code: 'match is shut' })
    if (thread !== undefined && thread !== threadName(own.vault, pair, side)) throw new RuleBroken({ code: 'thread began anew' })
    const entries = await readEntries(transaction, own.vault, pair)
    const now = services.world.now()
    const day = localDate(now, exchange.timezone)
    const deliverAt = nextDelivery(now, exchange.timezone)
    if (isRepeat(entries[side], content, deliverAt)) return { deliverAt }
    mustLetWrite(exchange, entries, { side, content, now, day })
    await store(transaction, services, { exchange, pair, side, place: entries[side].length, content, day, deliverAt })
    return { deliverAt }
  })
}

/** Whether that is the last thing that was said and is still under way, or what already is so: a form that is sent twice says one thing. */
function isRepeat(entries: readonly Entry[], content: Content, deliverAt: Date): boolean {
  if (!isMessage(content)) return isSame(entries.findLast(isSwitch)?.written?.content ?? { isOpen: true }, content)
  const last = entries.at(-1)
  return last?.written != null && last.deliverAt.getTime() === deliverAt.getTime() && isSame(last.written.content, content)
}

/** Throws RuleBroken. */
function mustLetWrite(exchange: Exchange, entries: Entries, { side, content, now, day }: { side: Side; content: Content; now: Date; day: string }): void {
  const { closedBy } = viewOf(entries, side, { now, read: 0 })
  const refusal = whyNotWrite(exchange, { withWhom: across(side), content, closedBy })
  if (refusal) throw new RuleBroken(refusal)
  if (countOfDay(entries[side], day, isMessage(content)) >= mostADay) throw new RuleBroken({ code: 'too many messages', most: mostADay })
}

type NewMessage = { exchange: Exchange; pair: Pair; side: Side; place: number; content: Content; day: string; deliverAt: Date }

/** The row says nothing but when it is delivered: neither who wrote it, nor when. */
async function store(em: EntityManager, services: Services, { exchange, pair, side, place, content, day, deliverAt }: NewMessage): Promise<void> {
  const vault = await exchangeVaultToSeal(em, services, exchange.id)
  const tag = tagOf(vault, pair, side, place)
  em.create(Message, {
    id: services.world.newId(),
    createdAt: deliverAt,
    updatedAt: deliverAt,
    exchange,
    tag,
    sealedText: sealWritten(vault, tag, { content, day }),
    deliverAt,
  })
}
