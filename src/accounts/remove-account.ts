import { MagicToken } from '../auth/magic-token.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { eraseAndTell, leaveNoTraceIfPossible } from '../exchanges/delete-exchange.ts'
import { forgetPastExchange } from '../exchanges/forget-past.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import { PastOrganiser } from '../exchanges/past-exchange.ts'
import { queueEmail } from '../mail/outbox.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import type { Account } from './account.ts'
import { giveTo } from './hand-over.ts'
import { holdAccounts } from './hold-account.ts'
import { holdHoldings, type OwnExchange, readHoldings, versionOfHoldings } from './holdings.ts'

/** What becomes of the exchanges that an account organises alone: they go to another one, or those of that version are deleted; undefined where nobody said. */
export type End = { heir: string } | { deletion: string } | undefined

/**
 * The outcome of removing an account. Unless it is `done` nothing is: nobody said what is to become of the exchanges that it organises alone, or
 * those that would be deleted are others by now.
 */
export type Removal = 'done' | 'was not there' | 'nobody said' | 'others by now'

/** Removes an account that is not the owner's: its sessions and links end at once, and an e-mail says so. */
export async function removeAccount(em: EntityManager, services: Services, accountId: string, end: End): Promise<Removal> {
  const outcome = await em.transactional((transaction) => remove(transaction, services, accountId, end))
  if (outcome === 'done') await leaveNoTraceIfPossible(em, services, { account: accountId })
  return outcome
}

async function remove(em: EntityManager, services: Services, accountId: string, end: End): Promise<Removal> {
  const heirId = end && 'heir' in end ? end.heir : undefined
  const held = await holdAccounts(em, heirId === undefined ? [accountId] : [accountId, heirId])
  const account = held.find(({ id, owner }) => id === accountId && owner === null)
  if (!account) return 'was not there'
  const { email, language } = account
  await holdHoldings(em, accountId)
  const { alone } = await readHoldings(em, accountId)
  const heir = held.find(({ id }) => id === heirId)
  const refusal = alone.length === 0 ? undefined : await dispose(em, services, alone, heir ?? end)
  if (refusal) return refusal
  await endSessionsOf(em, services.world, accountId)
  await em.nativeDelete(Organiser, { account: accountId })
  await em.nativeDelete(PastOrganiser, { account: accountId })
  await em.nativeDelete(MagicToken, { account: accountId })
  await em.nativeDelete(OrganiserInvitation, { inviter: accountId })
  await em.nativeDelete(OutgoingEmail, { account: accountId })
  // Whoever took part for it does so alone from now on.
  await em.nativeUpdate(Participant, { account: accountId }, { account: null })
  const letter = { kind: 'account removed', reader: { id: accountId, email }, parameters: { language: language ?? null }, exchangeId: null } as const
  await queueEmail(em, services, { ...letter, cause: `account removed:${accountId}` })
  em.remove(account)
  return 'done'
}

/** Hands over or deletes what an account organises alone, in the caller's transaction, which holds it and the heir. Returns why nothing is done. */
async function dispose(em: EntityManager, services: Services, alone: OwnExchange[], end: Account | End): Promise<'nobody said' | 'others by now' | undefined> {
  if (!end || 'heir' in end) return 'nobody said'
  if ('deletion' in end && end.deletion !== versionOfHoldings(alone)) return 'others by now'
  const heir = 'deletion' in end ? undefined : end
  for (const { id, isErased } of alone) await (isErased ? disposeOfPast(em, services, id, heir) : disposeOfLive(em, services, id, heir))
  return undefined
}

async function disposeOfLive(em: EntityManager, services: Services, id: string, heir: Account | undefined): Promise<void> {
  const exchange = await holdExchange(em, id)
  await (heir ? giveTo(em, services, exchange, heir) : eraseAndTell(em, services, exchange))
}

/** Nobody is told: of an exchange that is over there is nothing to do. */
async function disposeOfPast(em: EntityManager, services: Services, id: string, heir: Account | undefined): Promise<void> {
  if (heir) em.create(PastOrganiser, { id: services.world.newId(), exchange: id, account: heir })
  else await forgetPastExchange(em, services, id)
}
