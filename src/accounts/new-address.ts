import { LockMode } from '@mikro-orm/core'
import { countTries, limits } from '../auth/limits.ts'
import { voidResetLinks } from '../auth/reset-links.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import { claimedIn, isSignedToken, signedToken } from '../auth/signed-token.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import { queueEmail, sendOnToAccount } from '../mail/outbox.ts'
import { followAddress } from '../participants/take-part.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { acceptAllInvitations } from './accept-invitation.ts'
import { Account } from './account.ts'
import { holdAccountOf } from './hold-account.ts'
import { aboutAccount } from './reset-password.ts'

const aDay = 24 * 60 * 60 * 1000

/**
 * Lets a new address of the organiser wait: it counts once the link that is e-mailed there is followed, within a day. Until then nobody
 * has anything by it: it may be somebody else's. A newer one takes its place. Where nobody else organises or is invited, there is nothing
 * to take from anybody, and it counts at once. Throws SignedOut, TooManyTries.
 */
export function proposeAddress(
  em: EntityManager,
  services: Services,
  session: AccountSession,
  email: string,
): Promise<'changed' | 'proposed' | 'same' | 'taken'> {
  const { world } = services
  return em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    if (account.email === email) return 'same'
    if ((await transaction.count(Account, { email })) > 0) return 'taken'
    if (await isAlone(transaction)) {
      await takeAddress(transaction, services, account, email, session.id)
      return 'changed'
    }
    await countTries(transaction, world, [{ limit: limits.newAddress, subject: account.id }])
    const until = new Date(world.now().getTime() + aDay)
    account.proposeEmail(email, until)
    const letter = { kind: 'new address', reader: { id: account.id, email }, parameters: { accountId: account.id }, exchangeId: null } as const
    await queueEmail(transaction, services, { ...letter, cause: `new address:${world.newId()}`, expiresAt: until })
    return 'proposed'
  })
}

/** Lets no address wait any more; the link that went there is dead. Throws SignedOut. */
export function dropAddress(em: EntityManager, session: AccountSession): Promise<void> {
  return em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    account.dropNewEmail()
  })
}

/** Forgets the addresses that have waited in vain: they may be somebody else's, who has nothing to do with this site. */
export async function forgetWaitingAddresses(em: EntityManager, world: World): Promise<void> {
  await em.nativeUpdate(Account, { newEmailUntil: { $lt: world.now() } }, { newEmail: null, newEmailUntil: null })
}

/** The secret of the link that confirms the address that waits, for as long as that one does. */
export function newAddressToken(vault: Vault, account: Account): string {
  return signedToken(vault, account.id, 'new address', waiting(account))
}

/** The address that a link would confirm now; undefined when it is dead. Does not use it. */
export async function readNewAddress(em: EntityManager, services: Services, token: string): Promise<string | undefined> {
  const account = await em.findOne(Account, { id: claimedIn(token) })
  return account ? confirmedBy(services, account, token) : undefined
}

/**
 * Gives an account the address that its link confirms: its other sessions end, except that of `sessionId`, reset links die, an e-mail to the
 * old and the new address says so, and whatever that address was invited to is the account's. Returns the account's identifier; undefined
 * when the link is dead, or another account has the address by now.
 */
export function confirmAddress(em: EntityManager, services: Services, token: string, sessionId: string | undefined): Promise<string | undefined> {
  return em.transactional(async (transaction) => {
    const account = await transaction.findOne(Account, { id: claimedIn(token) }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const email = account ? confirmedBy(services, account, token) : undefined
    if (!account || email === undefined || (await transaction.count(Account, { email })) > 0) return undefined
    await takeAddress(transaction, services, account, email, sessionId)
    return account.id
  })
}

async function isAlone(em: EntityManager): Promise<boolean> {
  return (await em.count(Account)) === 1 && (await em.count(OrganiserInvitation)) === 0
}

async function takeAddress(em: EntityManager, services: Services, account: Account, email: string, sessionId: string | undefined): Promise<void> {
  const before = { id: account.id, email: account.email }
  account.changeEmail(email)
  await followAddress(em, services, account.id, email)
  await sendOnToAccount(em, services.world, account.id, email)
  await acceptAllInvitations(em, services.world, account)
  await endSessionsOf(em, services.world, account.id, sessionId)
  await voidResetLinks(em, services.world, account.id)
  for (const recipient of [before, account]) {
    const letter = aboutAccount(recipient, 'e-mail address changed', services.world)
    await queueEmail(em, services, { ...letter, parameters: { accountId: account.id } })
  }
}

function confirmedBy({ world, vault }: Services, account: Account, token: string): string | undefined {
  const email = account.waitingEmail(world.now())
  return email !== undefined && isSignedToken(vault, token, account.id, 'new address', waiting(account)) ? email : undefined
}

/** What a link confirms: that address, as it was asked for that time. */
function waiting({ newEmail, newEmailUntil }: Account): string {
  return `${newEmail} ${newEmailUntil?.getTime()}`
}
