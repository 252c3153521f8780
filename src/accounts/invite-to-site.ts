import { countTries, limits } from '../auth/limits.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { inviteOrganiser } from '../exchanges/invite-organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import type { Services } from '../services.ts'
import { Account } from './account.ts'
import { holdAccountOf } from './hold-account.ts'

/** Invites somebody to organise exchanges of their own. Returns false where that address has an account. Throws SignedOut, TooManyTries. */
export function inviteToSite(em: EntityManager, services: Services, session: AccountSession, email: string): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const inviter = await holdAccountOf(transaction, session)
    if ((await transaction.count(Account, { email })) > 0) return false
    await countTries(transaction, services.world, [{ limit: limits.invitation, subject: inviter.id }])
    await inviteOrganiser(transaction, services, { email, inviterId: inviter.id, exchangeId: null })
    return true
  })
}

/** Withdraws an invitation and every other to the same address, whose links are dead from then on. Returns that address; undefined when it was gone. */
export function withdrawInvitation(em: EntityManager, id: string): Promise<string | undefined> {
  return em.transactional(async (transaction) => {
    const invitation = await transaction.findOne(OrganiserInvitation, { id })
    if (invitation) await transaction.nativeDelete(OrganiserInvitation, { email: invitation.email })
    return invitation?.email
  })
}
