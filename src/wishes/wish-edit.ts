import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { NotFound, RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { giftIdeasMustBeOpen } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdMeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import { contentsOfWish, mostWishes, Wish, type WishContents } from './wish.ts'
import { forgetRevisions, forgetTheOldestRemoved, keepRevision } from './wish-revisions.ts'

/**
 * Puts a wish at the end of a participant's list. One that says the same as another there is that one, sent twice. Refused when the list
 * is full; throws SignedOut.
 */
export function addWish(em: EntityManager, { world }: Pick<Services, 'world'>, me: Me, contents: WishContents): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const { wishes } = await holdMyList(transaction, me)
    if (wishes.some((wish) => contentsOfWish.every((name) => wish[name] === contents[name]))) return
    if (wishes.length >= mostWishes) throw new RuleBroken({ code: 'too many wishes', most: String(mostWishes) })
    const position = (wishes.at(-1)?.position ?? 0) + 1
    transaction.create(Wish, { id: world.newId(), participant: me.id, position, ...contents, version: 1, changedAt: world.now(), removedAt: null })
  })
}

/** What is not stored, since it was changed elsewhere, too. Where there is nothing of that, all is stored. */
export type Overtaken = { overtaken: (keyof WishContents)[] }

/**
 * Changes what a wish says, as far as `contents` differ from the form's `version`. Nothing is stored when the same field was changed elsewhere since.
 * Once the names are drawn, what it said before is kept. Throws NotFound for a wish that is not on the participant's list, and SignedOut.
 */
export function editWish(
  em: EntityManager,
  { world }: Pick<Services, 'world'>,
  me: Me,
  wishId: string,
  { contents, version }: { contents: Partial<WishContents>; version: Version },
): Promise<Outcome<Overtaken>> {
  return attempt(em, async (transaction) => {
    const { exchange, wish } = await holdMyWish(transaction, me, wishId)
    const changes = changesIn(contents, version)
    const lost = overtaken(wish, changes, version)
    if (lost.length > 0) return { overtaken: lost }
    const before = { version: wish.version, ...contentsNow(wish) }
    if (wish.change(world.now(), changes) && exchange.isDrawn()) await keepRevision(transaction, world, wish.id, before)
    return { overtaken: [] }
  })
}

/**
 * Takes a wish off a participant's list: for good, or, once the names are drawn, out of sight of everybody but a giver who has noted it.
 * Returns its title. Throws as `editWish` does.
 */
export function deleteWish(em: EntityManager, { world }: Pick<Services, 'world'>, me: Me, wishId: string): Promise<Outcome<{ title: string }>> {
  return attempt(em, async (transaction) => {
    const { exchange, wish } = await holdMyWish(transaction, me, wishId)
    if (exchange.isDrawn()) {
      await forgetTheOldestRemoved(transaction, me.id)
      wish.takeOff(world.now())
    } else {
      await forgetRevisions(transaction, wish.id)
      transaction.remove(wish)
    }
    return { title: wish.title }
  })
}

/**
 * Moves a wish one place up or down a participant's list. Nothing moves beyond an end, nor when the wish does not stand at `place` (from 1)
 * any more, where that was said: the form was sent twice, or is of an older page. Throws as `editWish` does.
 */
export function moveWish(
  em: EntityManager,
  me: Me,
  wishId: string,
  { direction, place }: { direction: 'up' | 'down'; place?: number | undefined },
): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const { wishes } = await holdMyList(transaction, me)
    const index = wishes.findIndex(({ id }) => id === wishId)
    const [wish, other] = [wishes[index], wishes[direction === 'up' ? index - 1 : index + 1]]
    if (!wish) throw new NotFound('There is no such wish.')
    if (!other || (place !== undefined && place !== index + 1)) return
    wish.swapWith(other)
  })
}

function contentsNow({ title, link, note, price, mostWanted }: Wish): WishContents {
  return { title, link, note, price, mostWanted }
}

/** A participant's list in its order, locked until the caller's transaction ends. Throws RuleBroken when it can't be changed any more. */
async function holdMyList(em: EntityManager, me: Me): Promise<{ exchange: Exchange; wishes: Wish[] }> {
  const { exchange } = await holdMeSignedIn(em, me)
  giftIdeasMustBeOpen(exchange)
  const wishes = await em.find(Wish, { participant: me.id, removedAt: null }, { orderBy: { position: 'asc', id: 'asc' } })
  return { exchange, wishes }
}

async function holdMyWish(em: EntityManager, me: Me, wishId: string): Promise<{ exchange: Exchange; wish: Wish }> {
  const { exchange, wishes } = await holdMyList(em, me)
  const wish = wishes.find(({ id }) => id === wishId)
  if (!wish) throw new NotFound('There is no such wish.')
  return { exchange, wish }
}
