import type { EntityManager } from './database/orm.ts'
import { rows } from './database/read.ts'
import { openReceiver } from './draw/seal.ts'
import { openParameters } from './mail/sealed.ts'
import { createVault } from './vault.ts'

const waiting = 'coalesce(sealed_parameters, sealed_content)'

/** How many matches and waiting e-mails are sealed, and how many of them stay shut with the keys at hand. */
export type Seals = { sealed: number; shut: number }

/** Tries one seal of each key that a database was sealed with. `secrets` are the keys at hand, newest first. */
export async function trySeals(em: EntityManager, [newest, ...older]: string[]): Promise<Seals> {
  const vault = newest === undefined ? undefined : createVault([newest, ...older])
  const seals = { sealed: 0, shut: 0 }
  const matches = await rows<{ count: number; giver: string; sealed: string; draw: string }>(
    em,
    onePerKey('m.giver_id as giver, m.sealed_receiver as sealed, e.draw_id as draw', 'm.sealed_receiver', '"match" m join exchange e on e.id = m.exchange_id'),
  )
  for (const { count, giver, sealed, draw } of matches) add(seals, count, () => openReceiver(must(vault), draw, giver, sealed))
  const emails = await rows<{ count: number; id: string; sealed: string }>(
    em,
    // How many secret ones wait would tell whether a repair changed anything; what they were sealed with, the matches tell.
    onePerKey(`id, ${waiting} as sealed`, waiting, `outgoing_email where ${waiting} is not null and recipient <> ''`),
  )
  for (const { count, id, sealed } of emails) add(seals, count, () => openParameters(must(vault), id, sealed))
  return seals
}

/** Opens every match. Returns the identifiers of the exchanges whose draws stay shut, changed or sealed with a key that is not at hand. */
export async function findShutDraws(em: EntityManager, [newest, ...older]: string[]): Promise<string[]> {
  const vault = newest === undefined ? undefined : createVault([newest, ...older])
  const matches = await rows<{ exchange: string; giver: string; sealed: string; draw: string | null }>(
    em,
    'select m.exchange_id as exchange, m.giver_id as giver, m.sealed_receiver as sealed, e.draw_id as draw from "match" m join exchange e on e.id = m.exchange_id',
  )
  const isShut = ({ giver, sealed, draw }: (typeof matches)[number]) => {
    try {
      return !openReceiver(must(vault), draw ?? '', giver, sealed)
    } catch {
      return true
    }
  }
  return [...new Set(matches.filter(isShut).map(({ exchange }) => exchange))]
}

/** One row for each key, which a seal names with its first eight characters, and how many there are of it. */
function onePerKey(columns: string, seal: string, source: string): string {
  const key = `partition by substr(${seal}, 1, 8)`
  return `select * from (select ${columns}, count(*) over (${key}) as count, row_number() over (${key}) as place from ${source}) one where place = 1`
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
