import type { EntityManager } from './database/orm.ts'
import { query, queryOne } from './database/query.ts'
import { openPastPair } from './draw/past-pairs.ts'
import { receiverOf } from './draw/seal.ts'
import { exchangeVault } from './keys/exchange-vault.ts'
import { openParameters } from './mail/sealed.ts'
import { createVault, ifItOpens } from './vault.ts'

/** How many matches, past pairs and waiting e-mails are sealed, and how many of them stay shut with the keys at hand. */
export type Seals = { sealed: number; shut: number }

/** Opens one match of each exchange that is drawn, and one past pair and one e-mail for each secret that the database was sealed with, and counts what stays shut. The secrets at hand come newest first. */
export async function trySeals(em: EntityManager, [newest, ...older]: string[]): Promise<Seals> {
  const vault = newest === undefined ? undefined : createVault([newest, ...older])
  const seals = { sealed: 0, shut: 0 }
  for (const { exchange, count, id } of await countMatches(em, {})) {
    const opener = vault && (await exchangeVault(em, vault, exchange))
    const match = await findMatch(em, { id })
    if (match) add(seals, count, () => receiverOf(must(opener), match))
  }
  for (const { count, id } of await countPastPairs(em, {})) {
    const pair = await findPastPair(em, { id })
    if (pair) add(seals, count, () => openPastPair(must(vault), pair))
  }
  for (const { count, id } of await countEmails(em, {})) {
    const email = await findEmail(em, { id })
    if (email) add(seals, count, () => openParameters(must(vault), id, email.sealed as string))
  }
  return seals
}

/** Opens every match. Returns the identifiers of the exchanges whose draws stay shut, changed or sealed with a key that is not at hand. */
export async function findShutDraws(em: EntityManager, [newest, ...older]: string[]): Promise<string[]> {
  const vault = newest === undefined ? undefined : createVault([newest, ...older])
  const matches = Map.groupBy(await findMatches(em, {}), ({ exchange }) => exchange)
  const shut: string[] = []
  for (const [exchange, ofExchange] of matches) {
    const opener = vault && (await exchangeVault(em, vault, exchange))
    if (ofExchange.some((match) => ifItOpens(() => receiverOf(must(opener), match)) === undefined)) shut.push(exchange)
  }
  return shut
}

const countMatches = query((db) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .select(({ fn }) => ['d.exchange', fn.countAll<number>().as('count'), fn.min('m.id').as('id')])
    .groupBy('d.exchange'),
)

// A seal names its key with its first eight characters: one of each key is tried, and stands for as many as there are of it.
const countPastPairs = query((db) =>
  db
    .selectFrom('PastPair')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('id').as('id')])
    .groupBy(({ fn, lit }) => fn('substr', ['sealedReceiver', lit(1), lit(8)])),
)

// How many secret ones wait would tell whether a repair changed anything; what they were sealed with, the matches tell.
const countEmails = query((db) =>
  db
    .selectFrom('OutgoingEmail')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('id').as('id')])
    .where(({ fn }) => fn.coalesce('sealedParameters', 'sealedContent'), 'is not', null)
    .where('isSecret', '=', false)
    .groupBy(({ fn, lit }) => fn('substr', [fn.coalesce('sealedParameters', 'sealedContent'), lit(1), lit(8)])),
)

const findMatches = query((db) =>
  db.selectFrom('Match as m').innerJoin('Draw as d', 'd.id', 'm.draw').select(['d.exchange', 'm.giver', 'm.sealedReceiver', 'm.draw']),
)
const findMatch = queryOne((db, given: { id: string }) =>
  db.selectFrom('Match as m').select(['m.giver', 'm.sealedReceiver', 'm.draw']).where('m.id', '=', given.id),
)
const findPastPair = queryOne((db, given: { id: string }) =>
  db.selectFrom('PastPair').select(['exchange', 'giver', 'sealedReceiver']).where('id', '=', given.id),
)
const findEmail = queryOne((db, given: { id: string }) =>
  db
    .selectFrom('OutgoingEmail')
    .select(({ fn }) => fn.coalesce('sealedParameters', 'sealedContent').as('sealed'))
    .where('id', '=', given.id),
)

function add(seals: Seals, count: number, open: () => unknown): void {
  seals.sealed += count
  if (ifItOpens(open) === undefined) seals.shut += count
}

function must<Vault>(vault: Vault | undefined): Vault {
  if (!vault) throw new Error('There is no key at hand.')
  return vault
}
