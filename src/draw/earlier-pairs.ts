import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import { readPastPairs } from './past-pairs.ts'
import { openOrNote, receiverOf } from './seal.ts'

/** Who gave to whom in the exchange that a rule looks back to, erased or not; undefined when that can't be opened, and for other rules. */
export async function readPairsOf(
  em: EntityManager,
  services: Pick<Services, 'vault' | 'log'>,
  { earlierId, pastId }: { earlierId: string | null; pastId: string | null },
  people: readonly { email: string }[],
): Promise<[number, number][] | undefined> {
  if (earlierId !== null) return readEarlierPairs(em, services, earlierId, people)
  return pastId === null
    ? undefined
    : readPastPairs(
        em,
        services,
        pastId,
        people.map(({ email }) => email),
      )
}

/**
 * Who gave to whom in an earlier exchange, among `people`, who are known again by their addresses; undefined when its draw can't be
 * opened. Nothing of it may be shown. One statement reads it all, since that draw may be undone and made anew meanwhile.
 */
async function readEarlierPairs(
  em: EntityManager,
  { vault, log }: Pick<Services, 'vault' | 'log'>,
  earlierId: string,
  people: readonly { email: string }[],
): Promise<[number, number][] | undefined> {
  const places = new Map(people.map(({ email }, place) => [email, place]))
  const matches = await findEarlierPairs(em, { earlierId })
  const emails = new Map(matches.map(({ giver, email }) => [giver, email]))
  const ofExchange = await exchangeVault(em, vault, earlierId)
  const pairs: [number, number][] = []
  for (const { giver: giverId, sealedReceiver, email, draw } of matches) {
    const giver = places.get(email)
    if (sealedReceiver === null || draw === null || giver === undefined) continue
    const receiverId = openOrNote(log, { exchange: earlierId, giver: giverId }, () => receiverOf(ofExchange, { draw, giver: giverId, sealedReceiver }))
    if (receiverId === undefined) return undefined
    const receiver = places.get(emails.get(receiverId) ?? '')
    if (receiver !== undefined) pairs.push([giver, receiver])
  }
  return pairs
}

const findEarlierPairs = query((db, given: { earlierId: string }) =>
  db
    .selectFrom('Participant as p')
    .leftJoin('Match as m', 'm.giver', 'p.id')
    .select(['p.id as giver', 'p.email', 'm.sealedReceiver', 'm.draw'])
    .where('p.exchange', '=', given.earlierId),
)
