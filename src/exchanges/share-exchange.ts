import { Account, nameOf } from '../accounts/account.ts'
import { holdAccountOf, holdAccounts } from '../accounts/hold-account.ts'
import { countTries, limits } from '../auth/limits.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { queueEmail } from '../mail/outbox.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import type { Exchange } from './exchange.ts'
import { holdExchange } from './hold-exchange.ts'
import { inviteOrganiser } from './invite-organiser.ts'
import { Organiser } from './organiser.ts'
import { OrganiserInvitation } from './organiser-invitation.ts'

/** The outcome of sharing: with an account, to which it is called `name`; by an invitation; or it was shared before. */
export type Shared = { with: 'an account'; name: string } | { with: 'an invitation' } | { with: 'nobody new' }

/** Lets the account of that address organise an exchange, too; whoever has none is invited. Throws SignedOut, NotFound, TooManyTries. */
export function shareExchange(em: EntityManager, services: Services, exchangeId: string, session: AccountSession, email: string): Promise<Shared> {
  return em.transactional(async (transaction) => {
    const known = await transaction.findOne(Account, { email })
    await holdAccounts(transaction, [session.accountId, ...(known ? [known.id] : [])])
    const inviter = await holdAccountOf(transaction, session)
    const exchange = await holdExchange(transaction, exchangeId)
    // It may be gone, or have another address by now.
    const account = await transaction.findOne(Account, { email })
    if (account && (await transaction.count(Organiser, { exchange, account })) > 0) return { with: 'nobody new' }
    await countTries(transaction, services.world, [{ limit: limits.invitation, subject: inviter.id }])
    if (!account) {
      await inviteOrganiser(transaction, services, { email, inviterId: inviter.id, exchangeId })
      return { with: 'an invitation' }
    }
    const { id } = transaction.create(Organiser, { id: services.world.newId(), exchange, account })
    await transaction.flush()
    const parameters = { inviter: nameOf(inviter) }
    await queueEmail(transaction, services, { kind: 'shared with you', reader: account, parameters, exchangeId, cause: `shared with you:${id}` })
    return { with: 'an account', name: nameOf(account) }
  })
}

/** Withdraws an invitation to organise an exchange, whose link is dead from then on. Returns the address that it was for; undefined when it was gone. Throws NotFound. */
export function withdrawShare(em: EntityManager, exchangeId: string, id: string): Promise<string | undefined> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const invitation = await transaction.findOne(OrganiserInvitation, { id, exchange })
    if (invitation) transaction.remove(invitation)
    return invitation?.email
  })
}

/** Takes an account away from those who organise an exchange; it is told no more of it. The last one stays. */
export function unshareExchange(em: EntityManager, exchangeId: string, accountId: string): Promise<Outcome<void>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    if ((await transaction.count(Organiser, { exchange, account: accountId })) === 0) return
    if ((await transaction.count(Organiser, { exchange })) === 1) throw new RuleBroken({ code: 'last organiser' })
    await endOrganising(transaction, exchange, accountId)
  })
}

/** Takes an account away from those who organise an exchange, in the caller's transaction, which sees to it that somebody is left. */
export async function endOrganising(em: EntityManager, exchange: Exchange, accountId: string): Promise<void> {
  await em.nativeDelete(Organiser, { exchange, account: accountId })
  // Nobody comes back by an invitation that they sent to themselves.
  await em.nativeDelete(OrganiserInvitation, { exchange, inviter: accountId })
  await em.nativeDelete(OutgoingEmail, { exchange, account: accountId, state: 'queued' })
}
