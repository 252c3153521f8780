import { LockMode } from '@mikro-orm/core'
import { nameOf } from '../accounts/account.ts'
import { hashToken, newToken } from '../auth/token.ts'
import type { EntityManager } from '../database/orm.ts'
import { queueEmail } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { OrganiserInvitation } from './organiser-invitation.ts'

const sevenDays = 7 * 24 * 60 * 60 * 1000

/** Whom to invite: to the site, or, with an exchange, to that one too. */
type Invitee = { email: string; inviterId: string; exchangeId: string | null }

/**
 * Invites somebody who has no account by e-mail, in the caller's transaction: the link works once, for 7 days, and takes the place of
 * an earlier one to the same.
 */
export async function inviteOrganiser(
  em: EntityManager,
  services: Pick<Services, 'world' | 'vault'>,
  { email, inviterId, exchangeId }: Invitee,
): Promise<void> {
  const { world } = services
  await em.nativeDelete(OrganiserInvitation, { email, exchange: exchangeId })
  const id = world.newId()
  const expiresAt = new Date(world.now().getTime() + sevenDays)
  em.create(OrganiserInvitation, { id, email, expiresAt, exchange: exchangeId, inviter: inviterId })
  await em.flush()
  const letter = { kind: 'organiser invitation', reader: { id, email }, parameters: { invitationId: id }, exchangeId } as const
  await queueEmail(em, services, { ...letter, cause: `organiser invitation:${id}`, expiresAt })
}

/** What the e-mail with an invitation has to say: the secret that was just made, who invites, to which exchange, and the language that is probably read. */
type IssuedInvitation = { token: string; expiresAt: Date; inviter: string; exchange: string | undefined; language: string | null | undefined }

/** Makes the secret of an invitation, in the caller's transaction; undefined when it was withdrawn or accepted meanwhile. */
export async function issueInvitationLink(em: EntityManager, world: World, id: string): Promise<IssuedInvitation | undefined> {
  const invitation = await em.findOne(OrganiserInvitation, { id }, { populate: ['exchange', 'inviter'] })
  if (!invitation) return undefined
  const token = newToken(world)
  invitation.tokenHash = hashToken(token)
  const [inviter, exchange] = [invitation.inviter.getEntity(), invitation.exchange?.getEntity()]
  return { token, expiresAt: invitation.expiresAt, inviter: nameOf(inviter), exchange: exchange?.name, language: exchange?.language ?? inviter.language }
}

/** Locks the invitation that a link stands for, in the caller's transaction; null when it is dead. */
export function holdInvitation(em: EntityManager, world: World, token: string): Promise<OrganiserInvitation | null> {
  return em.findOne(OrganiserInvitation, { tokenHash: hashToken(token), expiresAt: { $gt: world.now() } }, { lockMode: LockMode.PESSIMISTIC_WRITE })
}
