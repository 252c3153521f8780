import type { EntityManager } from '../database/orm.ts'
import { mustBeAgreed, repairDraw } from '../draw/repair-draw.ts'
import type { Parts } from '../web/parts.ts'
import { holdPerson, type Whom } from './find-person.ts'
import { takeOut } from './withdraw.ts'

/**
 * Takes somebody out for the organiser: sign-ins, links and waiting mail end, and an e-mail says so. When the names are
 * drawn already, the draw is repaired, if that `isAgreed`; then it returns how many others get a new match. Throws RuleBroken, NotFound.
 */
export function removePerson(em: EntityManager, parts: Parts, whom: Whom, isAgreed = true): Promise<number | undefined> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await holdPerson(transaction, whom)
    exchange.mustLetRemove()
    mustBeAgreed(exchange, isAgreed)
    await takeOut(transaction, parts, person, false)
    return exchange.isDrawn() ? repairDraw(transaction, parts, exchange, { cause: 'left', participant: person }) : undefined
  })
}
