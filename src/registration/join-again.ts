import { claimedIn } from '../auth/signed-token.ts'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { unblockAddress } from '../mail/blocked-address.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { join } from '../participants/join.ts'
import { Participant } from '../participants/participant.ts'
import { findByReturnToken, isReturnToken, type Returner } from '../participants/past-participants.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'
import { type Invitation, isFull, readInvitation } from './reads.ts'

/** Somebody who asked to be invited again, and the exchange that they are invited to. */
export type Return = { returner: Returner; invitation: Invitation }

/** Whom a link into the next exchange is for; undefined when it is dead: made elsewhere, used, or no longer wanted. */
export async function readReturn(em: EntityManager, { vault, world }: Services, token: string): Promise<Return | undefined> {
  for (const next of await findNext(em, { id: claimedIn(token) })) {
    const returner = await findByReturnToken(em, vault, next, token)
    const invitation = returner && (await readInvitation(em, world, next.slug))
    if (invitation) return { returner, invitation }
  }
  return undefined
}

/** The exchanges that were made from the one in which somebody, erased or not, had that identifier. */
const findNext = query((db, given: { id: string }) =>
  db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.slug', 'e.againOf'])
    .where('e.state', '<>', 'draft')
    .where((eb) =>
      eb.or([
        eb('e.againOf', 'in', eb.selectFrom('Participant').select('exchange').where('id', '=', given.id)),
        eb('e.againOf', 'in', eb.selectFrom('PastParticipant').select('exchange').where('id', '=', given.id)),
      ]),
    ),
)

/**
 * Lets somebody who was invited again join by one tap, under the name and address of then, which the link proves; their household of
 * then comes back with them. Returns who takes part now; undefined when the link is dead by now, refused when it is too late or full.
 */
export function joinAgain(em: EntityManager, services: Services, exchangeId: string, token: string): Promise<Outcome<Participant | undefined>> {
  return attempt(em, async (transaction) => {
    if (!(await holdExchangeIfThere(transaction, exchangeId))) return undefined
    const found = await readReturn(transaction, services, token)
    if (found?.invitation.id !== exchangeId) return undefined
    const { returner, invitation } = found
    if (!invitation.isOpen) throw new RuleBroken({ code: 'registration is closed' })
    if (isFull(invitation)) throw new RuleBroken({ code: 'exchange is full', exchange: invitation.name })
    const before = await transaction.findOne(Participant, { exchange: exchangeId, email: returner.email })
    const { name, email, language } = returner
    const joined = await join(transaction, services, exchangeId, before, { name, email, addedByOrganiser: false, ...(language ? { language } : {}) })
    const person = await transaction.findOneOrFail(Participant, { id: joined.id, exchange: exchangeId })
    person.confirmAddress(services.world.now())
    await unblockAddress(transaction, services.vault, email)
    await notifyOrganiser(transaction, services, exchangeId, 'new registration', person)
    return person
  })
}

/** Whether a link was made for the address of somebody who takes part by now, into the exchange that they are in. */
export async function hasJoinedBy(em: EntityManager, vault: Vault, token: string, me: Me): Promise<boolean> {
  const { email } = await em.findOneOrFail(Participant, { id: me.id, exchange: me.exchangeId })
  return isReturnToken(vault, token, me.exchangeId, email)
}
