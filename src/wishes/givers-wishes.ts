import type { EntityManager } from '../database/orm.ts'
import { isNew, type Plan } from './plan.ts'
import type { WishContents } from './wish.ts'
import { readWishes, readWishesAt } from './wish-list.ts'

/**
 * A wish as a giver sees it: as it is now, or, of one that was deleted, as it was. `before` is what it said when the giver picked it, where that is something else;
 * `isNew` says that it changed since the giver's last visit.
 */
export type GiversWish = WishContents & {
  id: string
  version: number
  isNew: boolean
  isPicked: boolean
  isDeleted: boolean
  before?: WishContents | undefined
}

/** The wishes of a receiver in their order, behind them those that the giver has picked and that were deleted since. `since` is as `newSince` gives it. */
export async function readGiversWishes(em: EntityManager, receiverId: string, { taken }: Plan, since: number | null): Promise<GiversWish[]> {
  const wishes = await readWishes(em, receiverId)
  const noted = taken.map(([id, version]) => ({ id, version }))
  const picked = new Map((await readWishesAt(em, receiverId, noted)).map((wish) => [wish.id, wish]))
  const living = wishes.map((wish): GiversWish => {
    const then = picked.get(wish.id)
    return {
      ...wish,
      isNew: isNew(wish.changedAt, since),
      isPicked: taken.some(([id]) => id === wish.id),
      isDeleted: false,
      before: then?.since === 'changed' ? then : undefined,
    }
  })
  const deleted = [...picked.values()].filter((wish) => wish.since === 'removed')
  return [...living, ...deleted.map((wish): GiversWish => ({ ...wish, isNew: false, isPicked: true, isDeleted: true }))]
}
