import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { write } from '../database/write.ts'
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
  const now = world.now()
  const sql = 'insert into blocked_address (id, created_at, updated_at, address_hash) values (?, ?, ?, ?) on conflict (address_hash) do nothing'
  await write(em, sql, [world.newId(), now, now, hashesOf(vault, address)[0] as string])
}

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
  if (!(await row(em, 'select 1 from blocked_address limit 1', []))) return blocked
  for (let start = 0; start < addresses.length; start += mostAtOnce) {
    const byHash = new Map(addresses.slice(start, start + mostAtOnce).flatMap((address) => hashesOf(vault, address).map((hash) => [hash, address] as const)))
    const places = [...byHash].map(() => '?').join()
    const found = await rows<{ hash: string }>(em, `select address_hash as hash from blocked_address where address_hash in (${places})`, [...byHash.keys()])
    for (const { hash } of found) blocked.add(byHash.get(hash) as string)
  }
  return blocked
}

const mostAtOnce = 100

/** What an address may stand under, the newest key first: what was written down under an older key counts, too. */
function hashesOf(vault: Vault, address: string): string[] {
  return vault.signatures(address, 'blocked address').map((signature) => signature.toString('base64url'))
}
