import { LockMode } from '@mikro-orm/core'
import type { EntityManager } from '../database/orm.ts'
import type { World } from '../world.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import type { Delivery } from './transport.ts'
import { TransportState } from './transport-state.ts'
import type { Refusal } from './verdict.ts'

/** Milliseconds. */
const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute
const longestPause = { unreachable: 8 * minute, limit: 15 * minute }
const firstInterval = 250
const longestInterval = minute
/** A shorter interval counts as no limit. */
const shortestInterval = 20
/** So many refusals in a row for being too fast are a limit. */
const mostRefusals = 5
/** A provider that asks to wait for more seconds than this means a limit. */
const longestMoment = 60

/**
 * How many e-mails may begin now; when it is none, `wait` is how many milliseconds from now the next one may. `isTrial` says that one
 * tries whether the transport works again.
 */
type Turn = { most: number; wait: number; isTrial: boolean }

/** A transport and what its state needs to be read and changed. */
type Pacing = { world: World; transport: { name: string } }

/**
 * A token bucket: takes from the transport's, in the caller's transaction, what it gives of `room` e-mails: all while it has shown no
 * limit, one at each interval since it did (additive increase, multiplicative decrease), one at the end of each pause while
 * it fails, and none before.
 */
export async function takeTurn(em: EntityManager, { world, transport }: Pacing, room: number): Promise<Turn> {
  const state = await hold(em, transport)
  if (!state) return { most: room, wait: 0, isTrial: false }
  const now = world.now().getTime()
  const next = Math.max(state.pausedUntil?.getTime() ?? 0, state.interval > 0 ? state.nextAt.getTime() : 0)
  if (next > now) return { most: 0, wait: next - now, isTrial: false }
  // The trial that tells whether it works again is alone, for as long as that may take.
  if (state.trouble) state.pausedUntil = new Date(now + minute)
  if (state.interval > 0) state.nextAt = new Date(now + state.interval)
  return { most: state.trouble || state.interval > 0 ? 1 : room, wait: 0, isTrial: state.trouble !== null }
}

/** Records how a try that began at `begunAt` ended for the transport, in a transaction of its own where there is something to record. */
export async function noteTry(em: EntityManager, pacing: Pacing, begunAt: Date, delivery: Delivery): Promise<void> {
  const isTrouble = !delivery.ok && ['slower', 'limit', 'unreachable'].includes(delivery.verdict)
  if (!isTrouble && (await em.count(TransportState, { name: pacing.transport.name, $or: [{ interval: { $gt: 0 } }, { failures: { $gt: 0 } }] })) === 0) return
  await em.transactional(async (transaction) => {
    const state = (await hold(transaction, pacing.transport)) ?? create(transaction, pacing)
    if (!isTrouble) return easeOff(state, begunAt)
    // What was under way together failed for one reason.
    const isNews = state.failedAt === null || state.failedAt < begunAt
    const refusal = delivery as Refusal
    const now = pacing.world.now()
    if (refusal.verdict === 'slower') slowDown(state, now, isNews, refusal)
    else holdUp(state, now, isNews, refusal)
    // What waits for a limit to be lifted has not failed, and keeps its day; a limit that only one e-mail meets is that one's own.
    if (state.trouble === 'limit' && state.failures > 1)
      await transaction.nativeUpdate(OutgoingEmail, { state: 'queued' }, { giveUpAt: new Date(now.getTime() + 2 * day) })
  })
}

/** Ends the pause of the transport, so that an e-mail can be tried at once. */
export async function endPause(em: EntityManager): Promise<void> {
  await em.nativeUpdate(TransportState, {}, { pausedUntil: null })
}

/** Makes all that wait due at once, whatever keeps them waiting. */
export async function tryAtOnce(em: EntityManager, { now }: World): Promise<void> {
  await endPause(em)
  await em.nativeUpdate(OutgoingEmail, { state: 'queued', leaseId: null, dueAt: { $gt: now() } }, { dueAt: now() })
}

/** Forgets, at a start, what settings may have mended since, and what another transport said; a limit of this one stands. */
export async function forgetTrouble(em: EntityManager, { name }: { name: string }): Promise<void> {
  const mended = { trouble: null, failures: 0, since: null, reason: null, pausedUntil: null }
  await em.nativeUpdate(TransportState, { trouble: { $ne: null }, $or: [{ name: { $ne: name } }, { trouble: 'unreachable' }] }, mended)
}

/** The state of a transport, whose row is locked until the caller's transaction ends; null while it has shown no trouble. */
function hold(em: EntityManager, { name }: Pacing['transport']): Promise<TransportState | null> {
  return em.findOne(TransportState, { name }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}

function create(em: EntityManager, { world, transport }: Pacing): TransportState {
  const nothing = { pausedUntil: null, trouble: null, since: null, failedAt: null, reason: null }
  return em.create(TransportState, { id: world.newId(), name: transport.name, nextAt: world.now(), ...nothing })
}

/** It works, and may be a little faster each time. */
function easeOff(state: TransportState, begunAt: Date): void {
  const interval = Math.floor(state.interval * 0.995)
  state.interval = interval < shortestInterval ? 0 : interval
  if (state.failedAt !== null && state.failedAt > begunAt) return
  Object.assign(state, { trouble: null, failures: 0, since: null, reason: null, pausedUntil: null })
}

/** What is refused for its speed alone is taken a moment later; a transport that goes on refusing means something else. */
function slowDown(state: TransportState, now: Date, isNews: boolean, { reason, retryAfter = 1 }: Refusal): void {
  if (!isNews) return
  state.interval = Math.min(longestInterval, state.interval === 0 ? firstInterval : Math.ceil(state.interval * 1.3))
  state.failures = state.trouble === 'unreachable' ? 1 : state.failures + 1
  state.trouble = state.failures >= mostRefusals || retryAfter > longestMoment ? 'limit' : null
  note(state, now, reason)
  const growing = Math.min(longestPause.limit, 2 ** (state.failures - 1) * second)
  pause(state, now, Math.max(growing, retryAfter * second))
}

/** One failure may be that e-mail's own; a second one in a row is everybody's. A limit says so at once. */
function holdUp(state: TransportState, now: Date, isNews: boolean, { verdict, reason, retryAfter }: Refusal): void {
  if (!isNews) return
  const trouble = verdict === 'limit' ? 'limit' : 'unreachable'
  state.failures = state.trouble === null || state.trouble === trouble ? state.failures + 1 : 1
  note(state, now, reason)
  if (trouble === 'unreachable' && state.failures < 2 && retryAfter === undefined) return
  state.trouble = trouble
  const growing = Math.min(longestPause[trouble], 30 * second * 2 ** Math.max(0, state.failures - 2))
  pause(state, now, Math.max(growing, (retryAfter ?? 0) * second))
}

function note(state: TransportState, now: Date, reason: string): void {
  state.since ??= now
  state.failedAt = now
  state.reason = reason.slice(0, 255)
}

function pause(state: TransportState, now: Date, milliseconds: number): void {
  state.pausedUntil = new Date(now.getTime() + Math.min(milliseconds, day))
}
