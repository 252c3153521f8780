import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { writeAtOnce } from '../database/write.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { openContent } from './outbox.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import type { Delivery, Transport } from './transport.ts'

const leaseMinutes = 5
const stallSeconds = 5
const mostUnderWay = 10
const patienceSeconds = 30
const notingPauseSeconds = 2
const minute = 60_000

/** What the mail worker needs. `em` makes an entity manager of its own for each step. */
export type MailWorker = {
  em(): EntityManager
  world: World
  vault: Vault
  log: Logger
  transport: Transport
  from: string
  /** Aborted when the app is about to end: no e-mail is begun any more. */
  stop: AbortSignal
  /** How many e-mails are under way that the mail server keeps waiting. */
  stalled: number
  /** The leases of the e-mails that are under way here. */
  leases: Set<string>
}

type Claimed = Pick<OutgoingEmail, 'id' | 'recipient' | 'sealedContent' | 'attempts' | 'giveUpAt'> & { leaseId: string }

/**
 * Delivers everything that is due, as many at once as the transport takes. Each e-mail is leased in one transaction, sent
 * outside of any, and finished only by the lease's own holder. One that takes longer than a few seconds goes on by itself
 * and makes room, so that it does not hold up the others, nor the end of the app.
 */
export async function deliverDueEmails(worker: MailWorker): Promise<void> {
  await dropExpired(worker)
  const underWay = new Set<Promise<void>>()
  for (;;) {
    const room = worker.stop.aborted ? 0 : Math.min(worker.transport.atOnce, mostUnderWay - worker.stalled) - underWay.size
    const claimed = room > 0 && (await isAnythingDue(worker)) ? await claim(worker, room) : []
    for (const email of claimed) {
      const sending = untilDoneOrStalled(worker, deliver(worker, email)).finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    if (underWay.size === 0) return
    await Promise.race(underWay)
  }
}

async function untilDoneOrStalled(worker: MailWorker, delivering: Promise<void>): Promise<void> {
  const patience = new AbortController()
  const stalls = pause(stallSeconds * 1000, 'stalled', { signal: patience.signal, ref: false }).catch(() => undefined)
  if ((await Promise.race([delivering.finally(() => patience.abort()), stalls])) !== 'stalled') return
  worker.stalled++
  const over = () => {
    worker.stalled--
  }
  delivering.then(over, over)
}

/** Makes due again what this process has begun and not finished; with `everybodys` also what any other has, for where there is no other. */
export async function releaseLeases({ em, leases }: MailWorker, everybodys: boolean): Promise<void> {
  if (!everybodys && leases.size === 0) return
  const [which, parameters] = everybodys ? ['is not null', []] : [`in (${[...leases].map(() => '?').join()})`, [...leases]]
  try {
    await writeAtOnce(em(), `update outgoing_email set lease_id = null, leased_until = null where state = 'queued' and lease_id ${which}`, parameters)
  } catch (error) {
    // On a full disk they have to run out by themselves.
    if (!isStorageFailure(error)) throw error
  }
}

/** Login mail is no use once its link has died, and what it said is erased. */
async function dropExpired({ em, world }: MailWorker): Promise<void> {
  const now = world.now()
  const expired = `select 1 from outgoing_email where state in ('queued', 'given_up') and expires_at < ? and sealed_content is not null limit 1`
  if (!(await row(em(), expired, [now]))) return
  await em().nativeUpdate(OutgoingEmail, { state: 'given_up', expiresAt: { $lt: now }, sealedContent: { $ne: null } }, { sealedContent: null })
  await em().nativeUpdate(
    OutgoingEmail,
    { state: 'queued', expiresAt: { $lt: now } },
    { state: 'expired', sealedContent: null, leaseId: null, leasedUntil: null },
  )
}

/** Looking takes no transaction, and after most forms there is nothing to do. */
async function isAnythingDue({ em, world }: MailWorker): Promise<boolean> {
  const now = world.now()
  const due = `select 1 from outgoing_email where state = 'queued' and due_at <= ? and (leased_until is null or leased_until < ?) limit 1`
  return (await row(em(), due, [now, now])) !== undefined
}

async function claim({ em, world, leases }: MailWorker, most: number): Promise<Claimed[]> {
  const now = world.now()
  const claimed = await em().transactional(async (transaction) => {
    const due = await transaction.find(
      OutgoingEmail,
      { state: 'queued', dueAt: { $lte: now }, $or: [{ leasedUntil: null }, { leasedUntil: { $lt: now } }] },
      { orderBy: { priority: 'asc', dueAt: 'asc' }, limit: most },
    )
    return due.map((email) => {
      const leaseId = world.newId()
      email.leaseId = leaseId
      email.leasedUntil = leaseEnd(world)
      email.attempts++
      const { id, recipient, sealedContent, attempts, giveUpAt } = email
      return { id, recipient, sealedContent, attempts, giveUpAt, leaseId }
    })
  })
  for (const { leaseId } of claimed) leases.add(leaseId)
  return claimed
}

function leaseEnd({ now }: World): Date {
  return new Date(now().getTime() + leaseMinutes * minute)
}

/** Keeps the lease of an e-mail that a server thinks about for long, until the returned function is called: whoever took it over would send it once more. */
function keepLease({ em, world }: MailWorker, { id, leaseId }: Claimed): () => void {
  // What can't be stored now may be the next time.
  const renew = () =>
    em()
      .nativeUpdate(OutgoingEmail, { id, leaseId }, { leasedUntil: leaseEnd(world) })
      .catch(() => undefined)
  const timer = setInterval(renew, (leaseMinutes * minute) / 3).unref()
  return () => clearInterval(timer)
}

async function deliver(worker: MailWorker, email: Claimed): Promise<void> {
  const letGo = keepLease(worker, email)
  try {
    await note(worker, email, await tryToDeliver(worker, email))
  } finally {
    letGo()
  }
}

async function tryToDeliver(worker: MailWorker, email: Claimed): Promise<Outcome> {
  const delivery = await send(worker, email)
  const { log, world } = worker
  // Not even the log tells how many e-mails there are to recipients who are secret, whether they go out or not.
  const isSecret = email.recipient === ''
  if (delivery.ok) log[isSecret ? 'silent' : 'info']({ mail: email.id }, 'e-mail sent')
  else log[isSecret ? 'silent' : 'warn']({ mail: email.id, attempt: email.attempts, reason: delivery.reason }, 'e-mail not sent')
  return outcome(email, delivery, world.now())
}

/** What was sent would go out again if that were not noted: on a full disk it takes several tries. */
async function note({ em, leases, stop }: MailWorker, { id, leaseId }: Claimed, end: Outcome): Promise<void> {
  for (;;) {
    try {
      await em().nativeUpdate(OutgoingEmail, { id, leaseId }, { leaseId: null, leasedUntil: null, ...end })
      leases.delete(leaseId)
      return
    } catch (error) {
      if (!isStorageFailure(error) || stop.aborted) throw error
    }
    // The end of the app waits for this, and must find it there: a pause that nothing waits for would let Node give up.
    await pause(notingPauseSeconds * 1000, undefined, { signal: stop }).catch(() => undefined)
  }
}

async function send({ vault, transport, from }: MailWorker, { id, recipient, sealedContent }: Claimed): Promise<Delivery> {
  let content: ReturnType<typeof openContent>
  try {
    content = openContent(vault, id, sealedContent ?? '')
  } catch {
    return { ok: false, permanent: true, reason: 'it could not be opened with the present secret key' }
  }
  return transport.send({ to: recipient, ...content, id, from, isRecipientSecret: recipient === '' }, AbortSignal.timeout(patienceSeconds * 1000))
}

/** What is noted of an e-mail after a try. */
type Outcome = ReturnType<typeof outcome>

function outcome({ attempts, giveUpAt }: Claimed, delivery: Delivery, now: Date) {
  if (delivery.ok) return { state: 'sent' as const, sentAt: now, sealedContent: null, lastError: null }
  const failed = { lastError: delivery.reason.slice(0, 255) }
  const next = new Date(now.getTime() + pauseAfter(attempts))
  const isHopeless = delivery.permanent || next > giveUpAt
  return isHopeless ? { ...failed, state: 'given_up' as const, giveUpAt: now } : { ...failed, dueAt: next }
}

/** Half a minute, then twice as long each time, two hours at the most; in milliseconds. */
function pauseAfter(attempts: number): number {
  return Math.min(minute * 2 ** (attempts - 2), 120 * minute)
}
