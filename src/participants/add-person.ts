import type { EntityManager } from '../database/orm.ts'
import { mustBeAgreed, repairDraw } from '../draw/repair-draw.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { roomBeside } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import { join } from './join.ts'
import { Participant } from './participant.ts'
import { sendConfirmation } from './send-link.ts'

/** Somebody whom the organiser adds by hand. */
export type Added = { name: string; email: string }

/** The window in which a form that comes again counts as sent twice. */
const minutes = 2

/** The outcome: `unsent` when that address has had too many e-mails today, `unwanted` when its owner wants none, `again` when the very same was done a moment ago. */
export type Addition = { outcome: 'added' | 'unsent' | 'unwanted' | 'already' | 'again'; isRepaired: boolean }

/**
 * Adds somebody, who takes part at once and gets a link by mail; somebody who had left comes back. When the names are
 * drawn already, the draw is repaired, if that `isAgreed`. Throws NotFound.
 */
export function addPerson(em: EntityManager, services: Services, exchangeId: string, added: Added, isAgreed = true): Promise<Outcome<Addition>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.mustLetAdd()
    const before = await transaction.findOne(Participant, { exchange, email: added.email })
    if (before && before.withdrawnAt === null) {
      const isAgain = before.addedByOrganiser && before.name === added.name && before.createdAt.getTime() > services.world.now().getTime() - minutes * 60_000
      return { outcome: isAgain ? 'again' : 'already', isRepaired: false }
    }
    mustBeAgreed(exchange, isAgreed)
    // Once the names are drawn the number of places is fixed, and whether one more can come is for the organiser to say.
    if (!exchange.isDrawn()) mustHaveRoom(exchange, await transaction.count(Participant, { exchange, withdrawnAt: null }))
    const joined = await join(transaction, services, exchange.id, before, { ...added, addedByOrganiser: true })
    const sending = await sendConfirmation(transaction, services, exchange.id, joined)
    const participant = transaction.getReference(Participant, joined.id)
    if (exchange.isDrawn()) await repairDraw(transaction, services, exchange, { cause: 'joined', participant })
    return { outcome: sending === 'sent' ? 'added' : sending, isRepaired: exchange.isDrawn() }
  })
}

/** The same rule as for whoever registers, with what the organiser can do about it. */
function mustHaveRoom(exchange: Exchange, joined: number): void {
  if (roomBeside(exchange, joined) > 0) return
  throw new RuleBroken({ code: 'full for an addition', exchange: exchange.name })
}
