import { setTimeout as timer } from 'node:timers/promises'
import { LockMode } from '@mikro-orm/core'
import type { Logger } from 'pino'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import type { Printers } from '../language/printers.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { type EveryComposer, type Leased, type Prepared, prepare } from './compose.ts'
import { dropUseless } from './drop-useless.ts'
import { keepLease, lease } from './lease.ts'
import { notNeeded, type Outcome, outcomeOf, uncomposed, unreadable } from './outcome.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import { noteTry, takeTurn } from './pace.ts'
import { StaysShut } from './sealed.ts'
import type { Delivery, Transport } from './transport.ts'
import type { Refusal } from './verdict.ts'

const stallSeconds = 5
const mostUnderWay = 10
const patienceSeconds = 30
const storagePauseSeconds = 2
/** The longest pause within one run, in milliseconds; what has to wait for longer waits for the next run. */
const longestWait = 10_000

/** What the mail worker needs. `em` makes an entity manager of its own for each step. */
export type MailWorker = {
  em(): EntityManager
  world: World
  vault: Vault
  printers: Printers
  log: Logger
  transport: Transport
  composers: EveryComposer
  from: string
  /** Aborted when the app is about to end: no e-mail is begun any more. */
  stop: AbortSignal
  /** How many e-mails are under way that the mail server keeps waiting. */
  stalled: number
  /** The leases of the e-mails that are under way here. */
  leases: Set<string>
  /** Waits for some milliseconds, or until the signal; where it is left out, by the machine's clock. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>
}

/**
 * Delivers everything that is due, as many at once and as fast as the transport takes. Each e-mail is leased in one transaction,
 * composed in another, sent outside of any, and finished only by the lease's own holder. One that takes longer than a few seconds
 * goes on in the background and makes room, so that it does not hold up the others, nor the end of the app.
 */
export async function deliverDueEmails(worker: MailWorker): Promise<void> {
  await dropUseless(worker)
  const underWay = new Set<Promise<void>>()
  for (;;) {
    const room = worker.stop.aborted ? 0 : Math.min(worker.transport.atOnce, mostUnderWay - worker.stalled) - underWay.size
    const { claimed, wait } = room > 0 && (await isAnythingDue(worker)) ? await claim(worker, room) : { claimed: [], wait: 0 }
    for (const email of claimed) {
      const sending = untilDoneOrStalled(worker, deliver(worker, email)).finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    if (wait > 0 && wait <= longestWait) await untilOneEnds(worker, underWay, wait)
    else if (underWay.size === 0) return
    else await Promise.race(underWay)
  }
}

/** Until it is the next one's turn, or one of those under way ends and may have changed that. */
async function untilOneEnds({ pause = waitFor, stop }: MailWorker, underWay: Set<Promise<void>>, milliseconds: number): Promise<void> {
  const earlier = new AbortController()
  await Promise.race([...underWay, pause(milliseconds, AbortSignal.any([stop, earlier.signal]))])
  earlier.abort()
}

async function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await timer(milliseconds, undefined, { signal }).catch(() => undefined)
}

async function untilDoneOrStalled(worker: MailWorker, delivering: Promise<void>): Promise<void> {
  const patience = new AbortController()
  const stalls = timer(stallSeconds * 1000, 'stalled', { signal: patience.signal, ref: false }).catch(() => undefined)
  if ((await Promise.race([delivering.finally(() => patience.abort()), stalls])) !== 'stalled') return
  worker.stalled++
  const over = () => {
    worker.stalled--
  }
  delivering.then(over, over)
}

/** Looking takes no transaction, and after most forms there is nothing to do. */
async function isAnythingDue({ em, world }: MailWorker): Promise<boolean> {
  return (await findDue(em(), { now: world.now() })) !== undefined
}

const findDue = queryOne((db, given: { now: Date }) =>
  db
    .selectFrom('OutgoingEmail')
    .select('id')
    .where('state', '=', 'queued')
    .where('dueAt', '<=', given.now)
    .where((eb) => eb.or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', given.now)]))
    .limit(1),
)

/** Leases what may begin now, `room` e-mails at the most; where the transport's pace lets none begin, says for how many milliseconds. */
async function claim(worker: MailWorker, room: number): Promise<{ claimed: Leased[]; wait: number }> {
  const { em, world, leases } = worker
  const now = world.now()
  const { claimed, wait } = await em().transactional(async (transaction) => {
    const { most, wait, isTrial } = await takeTurn(transaction, worker, room)
    if (most === 0) return { claimed: [], wait }
    const due = await transaction.find(
      OutgoingEmail,
      { state: 'queued', dueAt: { $lte: now }, $or: [{ leasedUntil: null }, { leasedUntil: { $lt: now } }] },
      // What another worker is just taking is skipped. One that was refused before may be refused for a reason of its own.
      {
        orderBy: isTrial ? { attempts: 'asc', priority: 'asc', dueAt: 'asc' } : { priority: 'asc', dueAt: 'asc' },
        limit: most,
        lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
      },
    )
    return { claimed: due.map((email) => lease(email, world)), wait }
  })
  for (const { leaseId } of claimed) leases.add(leaseId)
  return { claimed, wait }
}

async function deliver(worker: MailWorker, email: Leased): Promise<void> {
  const letGo = keepLease(worker, email)
  try {
    const prepared = await composeOrExplain(worker, email)
    const begunAt = worker.world.now()
    if (prepared === 'not ours') worker.leases.delete(email.leaseId)
    else if (prepared === 'not needed') await note(worker, email, notNeeded(email.isSecret, begunAt))
    else if ('ok' in prepared) await note(worker, email, outcomeOf(email, prepared, begunAt))
    else {
      const delivery = await send(worker, email, prepared)
      await note(worker, email, outcomeOf(email, delivery, worker.world.now()))
      await notePace(worker, begunAt, delivery)
    }
  } finally {
    letGo()
  }
}

/** What goes out, or why nothing does. */
async function composeOrExplain(worker: MailWorker, email: Leased): Promise<Awaited<ReturnType<typeof prepare>> | Refusal> {
  try {
    return await untilStored(worker, () => prepare(worker, email))
  } catch (error) {
    if (isStorageFailure(error)) throw error
    const what = email.isSecret ? {} : { mail: email.id }
    worker.log.error({ ...what, err: error }, 'e-mail could not be composed')
    return error instanceof StaysShut ? unreadable : uncomposed
  }
}

/** The e-mail's own fate is stored by then, and is worth more than the pace. */
async function notePace(worker: MailWorker, begunAt: Date, delivery: Delivery): Promise<void> {
  try {
    await noteTry(worker.em(), worker, begunAt, delivery)
  } catch (error) {
    worker.log.warn({ err: error }, 'the pace of the transport could not be stored')
  }
}

/** What was sent would go out again if that were not noted. */
async function note(worker: MailWorker, { id, leaseId }: Leased, end: Outcome): Promise<void> {
  await untilStored(worker, () => worker.em().nativeUpdate(OutgoingEmail, { id, leaseId }, { leaseId: null, leasedUntil: null, ...end }))
  worker.leases.delete(leaseId)
}

/** Retries what can't be stored, on a full disk for instance, until it can be or the app is about to end: the e-mail is leased, and nobody else would go on with it for minutes. */
async function untilStored<Result>({ stop }: MailWorker, store: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await store()
    } catch (error) {
      if (!isStorageFailure(error) || stop.aborted) throw error
    }
    // The end of the app waits for this, and must find it there: a pause that nothing waits for would let Node give up.
    await timer(storagePauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined)
  }
}

/** Not even the log tells how many e-mails there are to recipients who are secret, whether they go out or not. */
async function send({ transport, from, log }: MailWorker, { id, isSecret, attempts }: Leased, prepared: Prepared): Promise<Delivery> {
  const delivery = await transport.send({ ...prepared, id, from, isRecipientSecret: isSecret }, AbortSignal.timeout(patienceSeconds * 1000))
  if (isSecret) return delivery
  if (!delivery.ok) log.warn({ mail: id, attempt: attempts, reason: delivery.reason }, 'e-mail not sent')
  else if (delivery.loggedBecause === undefined) log.info({ mail: id }, 'e-mail sent')
  else log.info({ mail: id, reason: delivery.loggedBecause }, 'DEV MODE e-mail not sent, only its links are in this log')
  return delivery
}
