import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { inviteOrganiser } from '../exchanges/invite-organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import type { Services } from '../services.ts'
import { Account } from './account.ts'
import { holdAccountOf } from './hold-account.ts'

/** Invites somebody to organise exchanges of their own. Returns false where that address has an account. Throws SignedOut. */
export function inviteToSite(em: EntityManager, services: Services, session: AccountSession, email: string): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const inviter = await holdAccountOf(transaction, session)
    if ((await transaction.count(Account, { email })) > 0) return false
    await inviteOrganiser(transaction, services, { email, inviterId: inviter.id, exchangeId: null })
    return true
  })
}

/** Withdraws an invitation, whose link is dead from then on. Returns the address that it was for; undefined when it was gone. */
export function withdrawInvitation(em: EntityManager, id: string): Promise<string | undefined> {
  return em.transactional(async (transaction) => {
    const invitation = await transaction.findOne(OrganiserInvitation, { id })
    if (invitation) transaction.remove(invitation)
    return invitation?.email
  })
}
