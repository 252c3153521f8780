import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, query, queryOne } from '../database/query.ts'
import { stampsOf } from '../database/timestamps.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'

const BlockedAddressSchema = defineEntity({
  name: 'BlockedAddress',
  tableName: 'blocked_address',
  properties: {
    ...columns,
    /** An HMAC of the address under a key that is not in the database: the list tells nobody whose addresses are on it. */
    addressHash: p.string().length(43).unique(),
  },
})

/** An address whose owner never wants to hear from this installation again. It belongs to no exchange, and outlives them all. */
export class BlockedAddress extends BlockedAddressSchema.class {}
BlockedAddressSchema.setClass(BlockedAddress)

/** Puts an address on the list, in the caller's transaction; it may be there already. */
export async function blockAddress(em: EntityManager, { world, vault }: { world: World; vault: Vault }, address: string): Promise<void> {
  if (await isBlocked(em, vault, address)) return
  const [addressHash] = hashesOf(vault, address)
  await addBlocked(em, { id: world.newId(), ...stampsOf('BlockedAddress', world), addressHash: addressHash as string })
}

const addBlocked = change((db, given: { id: string; createdAt: Date; updatedAt: Date; addressHash: string }) =>
  db
    .insertInto('BlockedAddress')
    .values({ id: given.id, createdAt: given.createdAt, updatedAt: given.updatedAt, addressHash: given.addressHash })
    .onConflict((conflict) => conflict.column('addressHash').doNothing()),
)

/** Takes an address off the list, in the caller's transaction. */
export async function unblockAddress(em: EntityManager, vault: Vault, address: string): Promise<void> {
  if (await isBlocked(em, vault, address)) await em.nativeDelete(BlockedAddress, { addressHash: { $in: hashesOf(vault, address) } })
}

/** Whether the owner of an address wants no e-mail. */
export async function isBlocked(em: EntityManager, vault: Vault, address: string): Promise<boolean> {
  return (await blockedAmong(em, vault, [address])).has(address)
}

/** Which of some addresses are on the list. */
export async function blockedAmong(em: EntityManager, vault: Vault, addresses: readonly string[]): Promise<Set<string>> {
  const blocked = new Set<string>()
  // In most installations the list is empty, and hashing hundreds of addresses takes longer than looking.
  if (!(await findAny(em, {}))) return blocked
  const byHash = new Map(addresses.flatMap((address) => hashesOf(vault, address).map((hash) => [hash, address] as const)))
  for (const { addressHash } of await findBlocked(em, { hashes: [...byHash.keys()] })) blocked.add(byHash.get(addressHash) as string)
  return blocked
}

const findAny = queryOne((db) => db.selectFrom('BlockedAddress').select('id').limit(1))
const findBlocked = query((db, given: { hashes: string[] }) => db.selectFrom('BlockedAddress').select('addressHash').where('addressHash', 'in', given.hashes))

/** What an address may stand under, the newest key first: what was written down under an older key counts, too. */
function hashesOf(vault: Vault, address: string): string[] {
  return vault.signatures(address, 'blocked address').map((signature) => signature.toString('base64url'))
}
