import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import { RuleBroken } from '../errors.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdMeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { type Gift, hasRoomFor, looking, mostTaken, openPlan, type Plan, sealPlan, taking } from '../wishes/plan.ts'
import { readWishes, readWishesAt } from '../wishes/wish-list.ts'
import { Match } from './match.ts'
import { openOrRefuse, receiverOf } from './seal.ts'

/** Notes how far a giver is with the gift. Refused while nothing is drawn; throws SignedOut. */
export function keepGift(em: EntityManager, services: Services, me: Me, gift: Gift): Promise<Outcome> {
  return attempt(em, (transaction) => changePlan(transaction, services, me, (plan) => ({ ...plan, gift, isCounted: true })))
}

/** A wish that a giver picks, or rather not; `shown` is the version that the page showed, where it said so. */
type Choice = { wishId: string; shown?: number | undefined; isPicked: boolean }

/**
 * Notes that a giver gets one of the receiver's wishes, as the page showed it, which is an idea for a gift, or rather not. Refused while nothing is drawn, for a wish that is not on the list (any more), and for
 * more than can be picked; throws SignedOut.
 */
export function keepWish(em: EntityManager, services: Services, me: Me, { wishId, shown, isPicked }: Choice): Promise<Outcome<{ title: string }>> {
  return attempt(em, async (transaction) => {
    let title = ''
    await changePlan(transaction, services, me, async (plan, receiverId) => {
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

/** Notes that the giver looks now, so that the next visit can mark what is new. Where nothing can be stored the page is there to be read all the same. */
export async function noteLook(em: EntityManager, services: Services, me: Me): Promise<void> {
  try {
    await attempt(em, (transaction) => changePlan(transaction, services, me, (plan) => looking(plan, services.world.now()) ?? plan))
  } catch (error) {
    if (!isStorageFailure(error)) throw error
  }
}

/** Changes a giver's plan, in the caller's transaction. Only the giver's own row changes, to a text of the same length. Throws RuleBroken, SignedOut. */
async function changePlan(em: EntityManager, services: Services, me: Me, change: (plan: Plan, receiverId: string) => Plan | Promise<Plan>): Promise<void> {
  await holdMeSignedIn(em, me)
  const match = await em.findOne(Match, { giver: me.id, draw: { exchange: me.exchangeId } })
  if (!match) throw new RuleBroken({ code: 'not drawn yet' })
  const vault = await exchangeVaultToSeal(em, services, me.exchangeId)
  const own = { draw: match.draw.id, giver: me.id }
  const receiverId = openOrRefuse(services.log, { exchange: me.exchangeId, giver: me.id }, 'match is shut', () =>
    receiverOf(vault, { ...own, sealedReceiver: match.sealedReceiver }),
  )
  match.sealedPlan = sealPlan(vault, own.draw, own.giver, await change(openPlan(vault, { ...own, sealedPlan: match.sealedPlan }), receiverId))
}
