import type { EntityManager } from '../database/orm.ts'
import { query, queryOneOrFail } from '../database/query.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import type { WishContents } from './wish.ts'

/** A wish that stands on somebody's list; `version` is the one that is shown. */
export type ListedWish = WishContents & { id: string; version: number; changedAt: Date }

/** What a person wishes for now, in that person's order. Most wanted ones are marked, and keep their place. */
export function readWishes(em: EntityManager, participantId: string): Promise<ListedWish[]> {
  return findWishes(em, { participantId })
}

const findWishes = query((db, given: { participantId: string }) =>
  db
    .selectFrom('Wish')
    .select(['id', 'version', 'title', 'link', 'note', 'price', 'mostWanted', 'changedAt'])
    .where('participant', '=', given.participantId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id'),
)

/** A wish of a person's list. Throws NotFound for one that is not there, or is somebody else's. */
export function readWish(em: EntityManager, participantId: string, wishId: string): Promise<ListedWish> {
  return findWish(em, { participantId, wishId })
}

const findWish = queryOneOrFail((db, given: { participantId: string; wishId: string }) =>
  db
    .selectFrom('Wish')
    .select(['id', 'version', 'title', 'link', 'note', 'price', 'mostWanted', 'changedAt'])
    .where('id', '=', given.wishId)
    .where('participant', '=', given.participantId)
    .where('removedAt', 'is', null),
)

/** Names a wish as it was when somebody noted it. */
export type WishAtVersion = { id: string; version: number }

/** A wish as it was at that version, and what has become of it since. */
export type EarlierWish = WishContents & WishAtVersion & { since: 'as it was' | 'changed' | 'removed' }

/**
 * What wishes of one person were like at the versions that somebody noted, in the order asked for, by one read. Left out is what nobody
 * knows any more: a version older than those that are kept (unless the wish is removed: then the last thing that it said), a wish that was deleted before the names were
 * drawn, or one of another person.
 */
export async function readWishesAt(em: EntityManager, participantId: string, noted: readonly WishAtVersion[]): Promise<EarlierWish[]> {
  if (noted.length === 0) return []
  const rows = await findVersions(em, { participantId, ids: noted.map(({ id }) => id), versions: noted.map(({ version }) => version) })
  return noted.flatMap(({ id, version }) => {
    const versions = rows.filter((row) => row.id === id)
    const [now] = versions
    if (!now) return []
    const since = now.isRemoved ? 'removed' : now.version === version ? 'as it was' : 'changed'
    if (now.version === version) return [{ ...contentsOf(now), id, version, since }]
    const earlier = versions.find((row) => row.earlierVersion === version)
    if (earlier) return [{ ...earlierContentsOf(earlier), id, version, since }]
    // Of what was changed more often than is kept, the last thing that it said has to do.
    return since === 'removed' ? [{ ...contentsOf(now), id, version, since }] : []
  })
}

type Versions = Awaited<ReturnType<typeof findVersions>>[number]

/** A row for each wish and each earlier version of it that is among `versions`. */
const findVersions = query((db, given: { participantId: string; ids: string[]; versions: number[] }) =>
  db
    .selectFrom('Wish as w')
    .leftJoin('WishRevision as r', (join) => join.onRef('r.wish', '=', 'w.id').on('r.version', 'in', given.versions))
    .select(['w.id', 'w.version', 'w.title', 'w.link', 'w.note', 'w.price', 'w.mostWanted'])
    .select((eb) => eb('w.removedAt', 'is not', null).as('isRemoved'))
    .select(['r.version as earlierVersion', 'r.title as earlierTitle', 'r.link as earlierLink', 'r.note as earlierNote'])
    .select(['r.price as earlierPrice', 'r.mostWanted as earlierMostWanted'])
    .where('w.participant', '=', given.participantId)
    .where('w.id', 'in', given.ids),
)

function contentsOf({ title, link, note, price, mostWanted }: WishContents): WishContents {
  return { title, link, note, price, mostWanted }
}

function earlierContentsOf(row: Versions): WishContents {
  return {
    title: row.earlierTitle ?? '',
    link: row.earlierLink ?? '',
    note: row.earlierNote ?? '',
    price: row.earlierPrice ?? '',
    mostWanted: row.earlierMostWanted ?? false,
  }
}

/** How the exchange stands whose participants wish. Throws NotFound. */
export async function readStateOf(em: EntityManager, exchangeId: string): Promise<ExchangeState> {
  return (await findState(em, { exchangeId })).state
}

const findState = queryOneOrFail((db, given: { exchangeId: string }) => db.selectFrom('Exchange').select('state').where('id', '=', given.exchangeId))
