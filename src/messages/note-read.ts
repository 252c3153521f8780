import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { Draw } from '../draw/draw.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { attempt } from '../outcome.ts'
import { holdExchangeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { type Marks, noMarks, readOf, sealMarks } from './marks.ts'
import { openOwnPairs } from './own-pairs.ts'
import type { Side } from './thread.ts'
import type { Thread } from './threads.ts'

/**
 * Notes that somebody has read those threads. What is stored is one text for the whole draw, which changes with every look, whoever looks and whether there was something new or not. Where
 * nothing can be stored, the page shows all the same. Throws SignedOut.
 */
export async function noteRead(em: EntityManager, services: Services, me: Me, threads: readonly Thread[]): Promise<void> {
  try {
    await attempt(em, async (transaction) => {
      await holdExchangeSignedIn(transaction, me)
      const own = await openOwnPairs(transaction, services, me)
      if (!own) return
      const draw = await transaction.findOneOrFail(Draw, { id: own.draw })
      const vault = await exchangeVaultToSeal(transaction, services, me.exchangeId)
      const mine = own.marks[me.id] ?? noMarks
      const markOf = (withWhom: Side): Marks[Side] => {
        const thread = threads.find((one) => one.withWhom === withWhom)
        // Another tab may have shown more by now.
        return thread ? [thread.name, Math.max(thread.received, readOf(mine[withWhom], thread.name))] : mine[withWhom]
      }
      draw.sealedMarks = sealMarks(vault, draw.id, { ...own.marks, [me.id]: { receiver: markOf('receiver'), giver: markOf('giver') } })
    })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
}
