import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'
import { PastPair } from './past-pair.ts'
import { openOrNote, receiverOf } from './seal.ts'

/**
 * Keeps who gave to whom in an exchange that is about to be erased, for rules that look back to it. Each pair stands under a keyed hash of
 * the giver's address and holds the receiver's, sealed: without the key nobody can look for an address, and with it only for one that they
 * know. A match that can't be opened is left out. Returns whether there are any.
 */
export async function rememberPairs(em: EntityManager, { world, vault, log }: Pick<Services, 'world' | 'vault' | 'log'>, exchangeId: string): Promise<boolean> {
  const matches = await findPairs(em, { exchangeId })
  const ofExchange = await exchangeVault(em, vault, exchangeId)
  const emails = new Map(matches.map(({ giver, email }) => [giver, email]))
  const pairs = matches.flatMap((match) => {
    const receiverId = openOrNote(log, { exchange: exchangeId, giver: match.giver }, () => receiverOf(ofExchange, match))
    const receiver = emails.get(receiverId ?? '')
    if (receiver === undefined) return []
    const giver = hashOf(vault, exchangeId, match.email)
    return { giver, sealedReceiver: vault.seal(hashOf(vault, exchangeId, receiver), purpose, contextOf(exchangeId, giver)) }
  })
  // In an order that says nothing of who joined when.
  for (const pair of pairs.sort((one, other) => (one.giver < other.giver ? -1 : 1))) em.create(PastPair, { id: world.newId(), exchange: exchangeId, ...pair })
  return pairs.length > 0
}

const findPairs = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .innerJoin('Participant as p', 'p.id', 'm.giver')
    .select(['m.giver', 'm.draw', 'm.sealedReceiver', 'p.email'])
    .where('d.exchange', '=', given.exchangeId),
)

/** Who gave to whom in an exchange that was erased, among people known by their addresses, as places in their list; undefined when a pair can't be opened. */
export async function readPastPairs(em: EntityManager, { vault, log }: Pick<Services, 'vault' | 'log'>, exchangeId: string, emails: readonly string[]) {
  const places = placesByHash(vault, exchangeId, emails)
  const pairs: [number, number][] = []
  for (const { giver, sealedReceiver } of await findPastPairs(em, { exchangeId })) {
    const opened = openOrNote(log, { exchange: exchangeId }, () => openPastPair(vault, { exchange: exchangeId, giver, sealedReceiver }))
    if (opened === undefined) return undefined
    const [from, to] = [places.get(giver), places.get(opened)]
    if (from !== undefined && to !== undefined) pairs.push([from, to])
  }
  return pairs
}

/** The hash of the receiver's address. Throws when the seal is of another exchange, another giver, or was changed. */
export function openPastPair(vault: Vault, { exchange, giver, sealedReceiver }: { exchange: string; giver: string; sealedReceiver: string }): string {
  return vault.open(sealedReceiver, purpose, contextOf(exchange, giver))
}

const findPastPairs = query((db, given: { exchangeId: string }) =>
  db.selectFrom('PastPair').select(['giver', 'sealedReceiver']).where('exchange', '=', given.exchangeId),
)

const purpose = 'past pair'

/** An address in one exchange: in another one nobody can tell that it is the same. */
function hashOf(vault: Vault, exchangeId: string, email: string): string {
  return vault.sign(named(exchangeId, email), purpose).toString('base64url')
}

/** The places of addresses by their hashes, with every key at hand: pairs keep that of their time. */
function placesByHash(vault: Vault, exchangeId: string, emails: readonly string[]): Map<string, number> {
  const hashes = (email: string) => vault.signatures(named(exchangeId, email), purpose).map((hash) => hash.toString('base64url'))
  return new Map(emails.flatMap((email, place) => hashes(email).map((hash) => [hash, place] as const)))
}

function named(exchangeId: string, email: string): string {
  return `${exchangeId} ${email}`
}

function contextOf(exchangeId: string, giver: string): string {
  return `${exchangeId} ${giver}`
}
