import { readLink, useLink } from '../auth/links.ts'
import { endSession, type Lifetime, startSession } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { unblockAddress } from '../mail/blocked-address.ts'
import { Participant } from '../participants/participant.ts'
import { leaveToMailbox } from '../participants/take-part.ts'
import type { Parts } from '../web/parts.ts'

/** The browser that opens the link: the session that it had before, and what it calls itself. */
type Browser = { oldSession: string | undefined; userAgent: string; lifetime: Lifetime }

/**
 * Uses up a link and starts the session in one transaction; the session that this browser had ends with it.
 * Returns the new session's secret, or undefined when the link is dead.
 */
export function signInByLink(
  em: EntityManager,
  { world, vault }: Parts,
  token: string,
  { oldSession, userAgent, lifetime }: Browser,
): Promise<string | undefined> {
  return em.transactional(async (transaction) => {
    const link = await readLink(transaction, world, token)
    if (!link || !(await useLink(transaction, world, token, link.participantId))) return undefined
    const participant = await transaction.findOneOrFail(Participant, { id: link.participantId })
    participant.confirmAddress(world.now())
    await leaveToMailbox(transaction, participant)
    // Whoever joined of their own will, and proves it, wants to hear from us again.
    if (!participant.addedByOrganiser) await unblockAddress(transaction, vault, participant.email)
    if (oldSession !== undefined) await endSession(transaction, oldSession)
    return startSession(transaction, world, { participant: participant.id }, lifetime, userAgent)
  })
}
