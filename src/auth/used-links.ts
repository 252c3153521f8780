import type { EntityManager } from '../database/orm.ts'
import { change, query, queryOne } from '../database/query.ts'
import { exchangeVault, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { type Kind, type OfAll, openIfPossible, sealForAll } from '../keys/seal-for-all.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'

type Keepers = Pick<Services, 'world' | 'vault'>

/** A link of a person, and what its exchange keeps of used ones, sealed. */
type Link = { exchangeId: string; participantId: string; createdAt: Date; sealedUsedLinks: string | null }

/** When the newest link of a person was made that they have used (milliseconds; 0 for none): it is dead, and all older ones are. */
type MadeAt = number

const kind = (exchangeId: string): Kind => ({ purpose: 'used links', context: exchangeId, room: (people) => Math.max(1024, 64 * people) })

/** Whether a link was used, or a newer one of that person. While no key is at hand that tells, every link that there was before counts as used. */
export async function isUsed(em: EntityManager, vault: Vault, { exchangeId, participantId, createdAt, sealedUsedLinks }: Link): Promise<boolean> {
  if (sealedUsedLinks === null) return false
  const used = openIfPossible<MadeAt>(await exchangeVault(em, vault, exchangeId), kind(exchangeId), sealedUsedLinks)
  return used === undefined || createdAt.getTime() <= (used[participantId] ?? 0)
}

/**
 * Notes that a link is used, and all older ones of its person with it, in the caller's transaction, which holds the exchange: one conditional UPDATE of what the exchange keeps of the links of
 * all, which names nobody. Returns false when it had been used before.
 */
export async function noteUse(em: EntityManager, services: Keepers, { exchangeId, participantId, createdAt }: Omit<Link, 'sealedUsedLinks'>): Promise<boolean> {
  const before = await sealedOf(em, exchangeId)
  const vault = await exchangeVaultToSeal(em, services, exchangeId)
  const stored = before === null ? {} : openIfPossible<MadeAt>(vault, kind(exchangeId), before)
  // What can't be opened must not be replaced by nothing, or what was used would be alive again.
  if (!stored || createdAt.getTime() <= (stored[participantId] ?? 0)) return false
  const used = Object.fromEntries((await peopleOf(em, exchangeId)).map((id) => [id, stored[id] ?? 0]))
  return replace(em, exchangeId, before, seal(vault, exchangeId, { ...used, [participantId]: createdAt.getTime() }, before))
}

/**
 * The moment at which a new link of the exchange is made: now, but after every link that was used, whoever's, also where the clock has been set back since, or another instance's is ahead. A moment of its own
 * would name who has used one. Where no key is at hand that opens what was noted of used links, that begins anew, so that links from now on work, and none of before. In the caller's transaction, which holds
 * the exchange.
 */
export async function momentOfNewLink(em: EntityManager, services: Keepers, exchangeId: string): Promise<Date> {
  const now = services.world.now().getTime()
  const before = await sealedOf(em, exchangeId)
  if (before === null) return new Date(now)
  const used = openIfPossible<MadeAt>(await exchangeVault(em, services.vault, exchangeId), kind(exchangeId), before)
  if (used) return new Date(Math.max(now, ...Object.values(used).map((madeAt) => madeAt + 1)))
  const anew = Object.fromEntries((await peopleOf(em, exchangeId)).map((id) => [id, now]))
  await replace(em, exchangeId, before, seal(await exchangeVaultToSeal(em, services, exchangeId), exchangeId, anew, before))
  return new Date(now + 1)
}

function seal(vault: Vault, exchangeId: string, used: OfAll<MadeAt>, before: string | null): string {
  return sealForAll(vault, kind(exchangeId), used, before)
}

async function sealedOf(em: EntityManager, exchangeId: string): Promise<string | null> {
  return (await findSealed(em, { exchangeId }))?.sealedUsedLinks ?? null
}

async function peopleOf(em: EntityManager, exchangeId: string): Promise<string[]> {
  return (await findPeople(em, { exchangeId })).map(({ id }) => id)
}

async function replace(em: EntityManager, exchangeId: string, before: string | null, after: string): Promise<boolean> {
  return (await replaceSealed(em, { exchangeId, before, after })) > 0
}

const findSealed = queryOne((db, given: { exchangeId: string }) => db.selectFrom('Exchange').select('sealedUsedLinks').where('id', '=', given.exchangeId))

const findPeople = query((db, given: { exchangeId: string }) => db.selectFrom('Participant').select('id').where('exchange', '=', given.exchangeId))

// Calendars take the newer version of an exchange, so its date of change stays.
const replaceSealed = change((db, given: { exchangeId: string; before: string | null; after: string }) =>
  db
    .updateTable('Exchange')
    .set({ sealedUsedLinks: given.after })
    .where('id', '=', given.exchangeId)
    .where('sealedUsedLinks', 'is not distinct from', given.before),
)
