import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import type { Services } from '../services.ts'
import { createVault, ifItOpens, type Opener, type Vault } from '../vault.ts'
import { ExchangeKey } from './exchange-key.ts'

const purpose = 'exchange key'

/**
 * What opens the secrets of one exchange. Its keys are destroyed when it is erased (crypto-shredding). Where there is no key that the installation's secret opens, it
 * throws whatever it is to open.
 */
export async function exchangeVault(em: EntityManager, vault: Vault, exchangeId: string): Promise<Opener> {
  return openerOf(await readKeys(em, vault, exchangeId))
}

/** What opens the secrets of several exchanges, by their identifiers, as `exchangeVault` does, read at once. */
export async function exchangeVaults(em: EntityManager, vault: Vault, exchangeIds: readonly string[]): Promise<(exchangeId: string) => Opener> {
  const rows = Map.groupBy(await findKeysOf(em, { exchangeIds: [...exchangeIds] }), ({ exchange }) => exchange)
  return (id) => openerOf((rows.get(id) ?? []).flatMap(({ sealedKey }) => openKey(vault, id, sealedKey) ?? []))
}

function openerOf([newest, ...older]: string[]): Opener {
  return newest === undefined ? noKey : createVault([newest, ...older])
}

const noKey: Opener = {
  open() {
    throw new Error('There is no key of this exchange that opens.')
  },
  signatures: () => [],
  isSealedHere: () => false,
}

/** Seals what belongs to one exchange, in the caller's transaction, which holds it. The first thing that is sealed makes the key; so does one that finds none that opens. */
export async function exchangeVaultToSeal(em: EntityManager, { world, vault }: Pick<Services, 'world' | 'vault'>, exchangeId: string): Promise<Vault> {
  const [newest, ...older] = await readKeys(em, vault, exchangeId)
  if (newest !== undefined) return createVault([newest, ...older])
  const key = world.randomBytes(32).toString('base64url')
  em.create(ExchangeKey, { id: world.newId(), exchange: exchangeId, sealedKey: vault.seal(key, purpose, exchangeId) })
  await em.flush()
  return createVault([key])
}

/** A key of an exchange as it is stored, opened; undefined when it was changed, or sealed with a secret that is not at hand. */
export function openKey(vault: Vault, exchangeId: string, sealedKey: string): string | undefined {
  return ifItOpens(() => vault.open(sealedKey, purpose, exchangeId))
}

/** The keys of an exchange that the installation's secret opens, newest first. */
async function readKeys(em: EntityManager, vault: Vault, exchangeId: string): Promise<string[]> {
  return (await findKeys(em, { exchangeId })).flatMap(({ sealedKey }) => openKey(vault, exchangeId, sealedKey) ?? [])
}

const findKeys = query((db, given: { exchangeId: string }) =>
  db.selectFrom('ExchangeKey').select('sealedKey').where('exchange', '=', given.exchangeId).orderBy('createdAt', 'desc'),
)

const findKeysOf = query((db, given: { exchangeIds: string[] }) =>
  db.selectFrom('ExchangeKey').select(['exchange', 'sealedKey']).where('exchange', 'in', given.exchangeIds).orderBy('createdAt', 'desc'),
)
