import type { Kysely } from 'kysely'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, type Tables } from '../database/query.ts'
import type { World } from '../world.ts'
import { type WishContents, WishRevision } from './wish.ts'

/** How many earlier versions are kept of one wish, and how many removed wishes of one person. */
const mostRevisions = 20
const mostRemoved = 100

/** Keeps what a wish was like before a change, and forgets the oldest of what is kept of it, in the caller's transaction. */
export async function keepRevision(em: EntityManager, world: World, wishId: string, earlier: WishContents & { version: number }): Promise<void> {
  await insert(em, world, WishRevision, [{ id: world.newId(), wish: wishId, ...earlier }])
  await forgetOldRevisions(em, { wishId, kept: mostRevisions })
}

/** Forgets every earlier version of a wish that is about to be deleted. */
export async function forgetRevisions(em: EntityManager, wishId: string): Promise<void> {
  await forgetOldRevisions(em, { wishId, kept: 0 })
}

const forgetOldRevisions = change((db, given: { wishId: string; kept: number }) => {
  const newest = db.selectFrom('WishRevision').select('id').where('wish', '=', given.wishId).orderBy('version', 'desc').limit(given.kept)
  return db.deleteFrom('WishRevision').where('wish', '=', given.wishId).where('id', 'not in', newest)
})

/** Makes room for one more removed wish of a person: the oldest go for good. */
export async function forgetTheOldestRemoved(em: EntityManager, participantId: string): Promise<void> {
  const given = { participantId, kept: mostRemoved - 1 }
  await forgetRevisionsOfOldest(em, given)
  await forgetOldest(em, given)
}

type Removed = { participantId: string; kept: number }

const forgetRevisionsOfOldest = change((db, given: Removed) => db.deleteFrom('WishRevision').where('wish', 'in', oldestRemoved(db, given)))
const forgetOldest = change((db, given: Removed) => db.deleteFrom('Wish').where('id', 'in', oldestRemoved(db, given)))

function oldestRemoved(db: Kysely<Tables>, given: Removed) {
  const removed = db.selectFrom('Wish').select('id').where('participant', '=', given.participantId).where('removedAt', 'is not', null)
  return removed.where('id', 'not in', removed.orderBy('removedAt', 'desc').orderBy('id').limit(given.kept))
}
