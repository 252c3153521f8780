import { type KnownLink, readLink, readLinkAgain, readLinkByCode, useLink } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'
import { endSession, type Lifetime, startSession } from '../auth/sign-in.ts'
import type { EntityManager } from '../database/orm.ts'
import { showMatch } from '../draw/reveal.ts'
import { lockExchange } from '../exchanges/hold-exchange.ts'
import { unblockAddress } from '../mail/blocked-address.ts'
import { outcomeOf } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import { leaveToMailbox } from '../participants/take-part.ts'
import type { Services } from '../services.ts'

/** The browser that opens the link: the session that it had before, what it calls itself, and the organiser's account that is signed in there. */
type Browser = { oldSession: string | undefined; userAgent: string; lifetime: Lifetime; accountId: string | undefined }

/** A sign-in that worked: the new session's secret, and where to go. */
export type Entry = { session: string; leadsTo: Destination }

/**
 * Uses up a link and starts the session in one transaction; the session that this browser had ends with it. With `isMatchWanted` the
 * match is shown from now on, too, if the link is about that. Returns undefined when the link is dead.
 */
export function signInByLink(em: EntityManager, services: Services, token: string, browser: Browser, isMatchWanted: boolean): Promise<Entry | undefined> {
  return em.transactional(async (transaction) => {
    const link = await readLink(transaction, services.world, token)
    return link && useAndSignIn(transaction, services, link, browser, isMatchWanted)
  })
}

/** Signs in like `signInByLink`, by the code of an e-mail that the browser with the secret `requester` has asked for. */
export function signInByCode(em: EntityManager, services: Services, requester: string, code: string, browser: Browser): Promise<Entry | undefined> {
  return em.transactional(async (transaction) => {
    const link = await readLinkByCode(transaction, services, requester, code)
    return link && useAndSignIn(transaction, services, link, browser, false)
  })
}

async function useAndSignIn(em: EntityManager, services: Services, found: KnownLink, browser: Browser, isMatchWanted: boolean): Promise<Entry | undefined> {
  const { world, vault } = services
  await lockExchange(em, 'id', found.exchangeId)
  const link = await readLinkAgain(em, world, found)
  if (!link?.isAlive || !(await useLink(em, world, link))) return undefined
  const participant = await em.findOneOrFail(Participant, { id: link.participantId })
  participant.confirmAddress(world.now())
  await leaveToMailbox(em, participant, browser.accountId)
  // Whoever joined of their own will, and proves it, wants to hear from us again.
  if (!participant.addedByOrganiser) await unblockAddress(em, vault, participant.email)
  if (browser.oldSession !== undefined) await endSession(em, browser.oldSession)
  const session = startSession(em, world, { participant: participant.id }, browser.lifetime, browser.userAgent)
  return { session, leadsTo: await destinationOf(em, services, link, isMatchWanted) }
}

/** That the draw was undone is no reason to turn anybody away. */
async function destinationOf(em: EntityManager, services: Services, link: KnownLink, isMatchWanted: boolean): Promise<Destination> {
  if (link.destination !== 'match' || !isMatchWanted) return link.destination
  const { refusal } = await outcomeOf(showMatch(em, services, { id: link.participantId, exchangeId: link.exchangeId }))
  return refusal === undefined ? 'match' : 'dashboard'
}
