import type { EntityManager } from '../database/orm.ts'
import type { Parts } from '../web/parts.ts'
import { removalConfirmation } from './emails.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { takeOut } from './withdraw.ts'

/** Takes somebody out for the organiser: sign-ins, links and waiting mail end, and an e-mail says so. Throws RuleBroken, NotFound. */
export function removePerson(em: EntityManager, parts: Parts, whom: Whom): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    exchange.mustLetRemove()
    await takeOut(transaction, parts, person, removalConfirmation(exchange, person))
  })
}
