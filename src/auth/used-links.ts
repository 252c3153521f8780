import type { EntityManager } from '../database/orm.ts'
import { change, query, queryOne } from '../database/query.ts'
import { exchangeVault, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { type Kind, type OfAll, openForAll, openIfPossible, sealForAll } from '../keys/seal-for-all.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'

/** When the newest link of a person was made that they have used (milliseconds; 0 for none), with which all older ones are dead; and the beginnings of the identifiers of those that were made in that very moment, like two e-mails at once, which are dead, too. */
type Used = [madeAt: number, ...links: string[]]

type Keepers = Pick<Services, 'world' | 'vault'>

/** A link of a person, and what its exchange keeps of used ones, sealed. */
type Link = { id: string; exchangeId: string; participantId: string; createdAt: Date; sealedUsedLinks: string | null }

const none: Used = [0]

const kind = (exchangeId: string): Kind => ({ purpose: 'used links', context: exchangeId, room: (people) => Math.max(1024, 80 * people) })

/** Whether a link was used, or a newer one of that person. While no key is at hand that tells, every link that there was before counts as used. */
export async function isUsed(em: EntityManager, vault: Vault, link: Link): Promise<boolean> {
  const { exchangeId, participantId, sealedUsedLinks } = link
  if (sealedUsedLinks === null) return false
  const used = openIfPossible<Used>(await exchangeVault(em, vault, exchangeId), kind(exchangeId), sealedUsedLinks)
  return used === undefined || covers(used[participantId] ?? none, link)
}

function covers([madeAt, ...links]: Used, link: Pick<Link, 'id' | 'createdAt'>): boolean {
  const at = link.createdAt.getTime()
  return at < madeAt || (at === madeAt && links.includes(beginningOf(link)))
}

function beginningOf({ id }: { id: string }): string {
  return id.slice(0, 8)
}

/**
 * Notes that a link is used, and all older ones of its person with it, in the caller's transaction, which holds the exchange: one conditional UPDATE of what the exchange keeps of the links of
 * all, which names nobody. Returns false when it had been used before.
 */
export async function noteUse(em: EntityManager, services: Keepers, link: Omit<Link, 'sealedUsedLinks'>): Promise<boolean> {
  const { exchangeId, participantId } = link
  const before = await sealedOf(em, exchangeId)
  const vault = await exchangeVaultToSeal(em, services, exchangeId)
  // What can't be opened must not be replaced by nothing, or what was used would be alive again.
  if (before !== null && !openIfPossible(vault, kind(exchangeId), before)) return false
  const used = openForAll(vault, kind(exchangeId), before, await peopleOf(em, exchangeId), none)
  if (covers(used[participantId] ?? none, link)) return false
  const ofThatMoment = await findLinks(em, { participantId, createdAt: link.createdAt })
  const now: Used = [link.createdAt.getTime(), ...ofThatMoment.map(beginningOf)]
  return replace(em, exchangeId, before, seal(vault, exchangeId, { ...used, [participantId]: now }, before))
}

/**
 * Where no key is at hand that opens what was noted of used links, begins anew, so that those that are made from now on work, and none of before. In the caller's
 * transaction, which holds the exchange.
 */
export async function beginAnewIfShut(em: EntityManager, services: Keepers, exchangeId: string): Promise<void> {
  const before = await sealedOf(em, exchangeId)
  if (before === null || openIfPossible(await exchangeVault(em, services.vault, exchangeId), kind(exchangeId), before)) return
  const now = services.world.now().getTime()
  const used = Object.fromEntries((await peopleOf(em, exchangeId)).map((id): [string, Used] => [id, [now]]))
  await replace(em, exchangeId, before, seal(await exchangeVaultToSeal(em, services, exchangeId), exchangeId, used, before))
}

function seal(vault: Vault, exchangeId: string, used: OfAll<Used>, before: string | null): string {
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

const findLinks = query((db, given: { participantId: string; createdAt: Date }) =>
  db.selectFrom('MagicToken').select('id').where('participant', '=', given.participantId).where('createdAt', '=', given.createdAt),
)

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
