import { type KnownLink, readLink, readLinkAgain, readLinkByCode, useLink } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { lockExchange } from '../exchanges/hold-exchange.ts'
import { unblockAddress } from '../mail/blocked-address.ts'
import { Participant } from '../participants/participant.ts'
import { leaveToMailbox } from '../participants/take-part.ts'
import type { Services } from '../services.ts'

/** Who may come in by a link, and where it leads. */
export type Entry = { person: Participant; leadsTo: Destination }

/** Uses up a link, in a browser in which the organiser's account `accountId` is signed in, if one is. Returns undefined when the link is dead. */
export function signInByLink(em: EntityManager, services: Services, token: string, accountId: string | undefined): Promise<Entry | undefined> {
  return em.transactional(async (transaction) => {
    const link = await readLink(transaction, services, token)
    return link && enter(transaction, services, link, accountId)
  })
}

/** Signs in like `signInByLink`, by the code of an e-mail that the browser with the secret `requester` has asked for. */
export function signInByCode(
  em: EntityManager,
  services: Services,
  requester: string,
  code: string,
  accountId: string | undefined,
): Promise<Entry | undefined> {
  return em.transactional(async (transaction) => {
    const link = await readLinkByCode(transaction, services, requester, code)
    return link && enter(transaction, services, link, accountId)
  })
}

async function enter(em: EntityManager, services: Services, found: KnownLink, accountId: string | undefined): Promise<Entry | undefined> {
  await lockExchange(em, 'id', found.exchangeId)
  const link = await readLinkAgain(em, services, found)
  if (!link || !(await useLink(em, services, link))) return undefined
  const person = await em.findOneOrFail(Participant, { id: link.participantId })
  person.confirmAddress(services.world.now())
  leaveToMailbox(services.world, person, accountId)
  // Whoever joined of their own will, and proves it, wants to hear from us again.
  if (!person.addedByOrganiser) await unblockAddress(em, services.vault, person.email)
  return { person, leadsTo: link.destination }
}
