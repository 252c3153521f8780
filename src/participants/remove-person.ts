import type { EntityManager } from '../database/orm.ts'
import { mustBeAgreed, repairDraw } from '../draw/repair-draw.ts'
import { isBlocked } from '../mail/blocked-address.ts'
import type { Services } from '../services.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { takeOut } from './withdraw.ts'

/**
 * Takes somebody out for the organiser: sign-ins, links and waiting mail end, and an e-mail says so (`isTold`) unless its reader wants none. When the names are
 * drawn already, the draw is repaired, if that `isAgreed`. Throws RuleBroken, NotFound.
 */
export function removePerson(em: EntityManager, services: Services, whom: Whom, isAgreed = true): Promise<{ isRepaired: boolean; isTold: boolean }> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    exchange.mustLetRemove()
    mustBeAgreed(exchange, isAgreed)
    await takeOut(transaction, services, person, false)
    if (exchange.isDrawn()) await repairDraw(transaction, services, exchange, { cause: 'left', participant: person })
    return { isRepaired: exchange.isDrawn(), isTold: !(await isBlocked(transaction, services.vault, person.email)) }
  })
}
