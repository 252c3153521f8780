import type Database from 'better-sqlite3'
import { openReceiver } from '../draw/seal.ts'
import { openContent } from '../mail/outbox.ts'
import { createVault } from '../vault.ts'

/** How many matches and waiting e-mails are sealed, and how many of them stay shut with the keys at hand. */
export type Seals = { sealed: number; shut: number }

/** Tries one seal of each key that a database was sealed with. `secrets` are the keys at hand, newest first. */
export function trySeals(database: Database.Database, [newest, ...older]: string[]): Seals {
  const vault = newest === undefined ? undefined : createVault([newest, ...older])
  const seals = { sealed: 0, shut: 0 }
  // A seal begins with eight characters that name its key.
  const matches = database
    .prepare(
      `select count(*) as count, m.giver_id as giver, m.sealed_receiver as sealed, e.draw_id as draw
         from "match" m join exchange e on e.id = m.exchange_id group by substr(m.sealed_receiver, 1, 8)`,
    )
    .all() as { count: number; giver: string; sealed: string; draw: string }[]
  for (const { count, giver, sealed, draw } of matches) add(seals, count, () => openReceiver(must(vault), draw, giver, sealed))
  const emails = database
    .prepare(
      `select count(*) as count, id, sealed_content as sealed from outgoing_email where sealed_content is not null group by substr(sealed_content, 1, 8)`,
    )
    .all() as { count: number; id: string; sealed: string }[]
  for (const { count, id, sealed } of emails) add(seals, count, () => openContent(must(vault), id, sealed))
  return seals
}

function add(seals: Seals, count: number, open: () => unknown): void {
  seals.sealed += count
  try {
    open()
  } catch {
    seals.shut += count
  }
}

function must<Vault>(vault: Vault | undefined): Vault {
  if (!vault) throw new Error('There is no key at hand.')
  return vault
}
