import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { RuleBroken } from '../errors.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdExchangeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { type Gift, hasRoomFor, looking, mostTaken, taking } from '../wishes/plan.ts'
import { readWishes, readWishesAt } from '../wishes/wish-list.ts'
import { changePlan } from './plans.ts'
import { readReceiverId } from './reveal.ts'

/** How far a giver is with the gift; `repairs` is how often the draw had been repaired when the page was made, where it said so. */
type Progress = { gift: Gift; repairs?: string | undefined }

/** Notes how far a giver is with the gift. Refused while nothing is drawn, and from a page that may have shown another receiver; throws SignedOut. */
export function keepGift(em: EntityManager, services: Services, me: Me, { gift, repairs }: Progress): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    await holdExchangeSignedIn(transaction, me)
    await changePlan(transaction, services, me, (plan, draw) => {
      if (repairs !== undefined && repairs !== String(draw.repairs)) throw new RuleBroken({ code: 'draw changed' })
      return { ...plan, gift, isCounted: true }
    })
  })
}

/** A wish that a giver picks, or rather not; `shown` is the version that the page showed, where it said so. */
type Choice = { wishId: string; shown?: number | undefined; isPicked: boolean }

/**
 * Notes that a giver gets one of the receiver's wishes, as the page showed it, which is an idea for a gift, or rather not. Refused while nothing is drawn, for a wish that is not on the list (any more), and for
 * more than can be picked; throws SignedOut.
 */
export function keepWish(em: EntityManager, services: Services, me: Me, { wishId, shown, isPicked }: Choice): Promise<Outcome<{ title: string }>> {
  return attempt(em, async (transaction) => {
    await holdExchangeSignedIn(transaction, me)
    const receiverId = await readReceiverId(transaction, services, me)
    let title = ''
    await changePlan(transaction, services, me, async (plan) => {
      const wish = (await readWishes(transaction, receiverId)).find(({ id }) => id === wishId)
      const version = wish ? Math.min(shown ?? wish.version, wish.version) : plan.taken.find(([id]) => id === wishId)?.[1]
      if (version === undefined || (isPicked && !wish)) throw new RuleBroken({ code: 'wish is gone' })
      title = wish?.title ?? (await readWishesAt(transaction, receiverId, [{ id: wishId, version }]))[0]?.title ?? ''
      if (isPicked && !hasRoomFor(plan, wishId)) throw new RuleBroken({ code: 'too many picked', most: String(mostTaken) })
      const taken = taking(plan, [wishId, version], isPicked)
      return isPicked && plan.gift === 'none' ? { ...taken, gift: 'chosen' } : taken
    })
    return { title }
  })
}

/** Notes that the giver looked at `at`, before the page was read, so that the next visit can mark what is new. Where nothing can be stored the page is there to be read all the same. */
export async function noteLook(em: EntityManager, services: Services, me: Me, at: Date): Promise<void> {
  try {
    await attempt(em, async (transaction) => {
      await holdExchangeSignedIn(transaction, me)
      await changePlan(transaction, services, me, (plan) => looking(plan, at))
    })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
}
