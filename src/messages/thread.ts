import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { inBlocks } from '../keys/in-blocks.ts'
import { ifItOpens, type Opener, type Vault } from '../vault.ts'
import type { Content } from './content.ts'

/** Who gives to whom in a draw, by identifiers, since that was repaired so often: the two who share a thread. */
export type Pair = { draw: string; repairs: number; giver: string; receiver: string }

/** The side of a pair that somebody is on. */
export type Side = 'giver' | 'receiver'

/** The side across. */
export function across(side: Side): Side {
  return side === 'giver' ? 'receiver' : 'giver'
}

/** A message of a thread: what it says, and on which local day that was written; null where it can't be opened. */
export type Entry = { id: string; deliverAt: Date; written: Written | null }
type Written = { content: Content; day: string }

/** What each side of a pair has written, oldest first. */
export type Entries = Record<Side, Entry[]>

const purpose = 'message'
const tagPurpose = 'message tag'
/** Every message is sealed as if it had so many bytes, which is more than the longest has. */
const blockSize = 4096
/** So many messages of a side are looked for at once. */
const batch = 32

/**
 * The tag of one message of a pair, the `place`th (from 0) of that side: an HMAC under the key of the exchange. Only who can open the match can make it, so that the
 * tags of a thread are found one by one, and nobody else sees that two messages belong together.
 */
export function tagOf(vault: Vault, pair: Pair, side: Side, place: number): string {
  return vault.sign(nameOf(pair, side, place), tagPurpose).toString('base64url')
}

/** What whoever is on that side knows the thread of a pair by, in forms and marks: 16 characters; empty where no key of the exchange opens. */
export function threadName(vault: Opener, pair: Pair, side: Side): string {
  return vault.signatures(nameOf(pair, side), 'thread')[0]?.toString('base64url').slice(0, 16) ?? ''
}

/** Seals what a message says for its tag. All are of one length. */
export function sealWritten(vault: Vault, tag: string, written: Written): string {
  return vault.seal(inBlocks(JSON.stringify(written), blockSize), purpose, tag)
}

/** What both sides of a pair have written, delivered or not. */
export async function readEntries(em: EntityManager, vault: Opener, pair: Pair): Promise<Entries> {
  const entries: Entries = { giver: [], receiver: [] }
  for (const side of ['giver', 'receiver'] as const) {
    // A batch that is not full is the last one.
    while (entries[side].length % batch === 0) {
      const found = await readBatch(em, vault, pair, side, entries[side].length)
      entries[side].push(...found)
      if (found.length === 0) break
    }
  }
  return entries
}

async function readBatch(em: EntityManager, vault: Opener, pair: Pair, side: Side, from: number): Promise<Entry[]> {
  const places = Array.from({ length: batch }, (_, place) => tagsOf(vault, pair, side, from + place))
  const rows = new Map((await findMessages(em, { tags: places.flat() })).map((row) => [row.tag, row]))
  const found = places.map((tags) => tags.map((tag) => rows.get(tag)).find(Boolean))
  const end = found.indexOf(undefined)
  return found.slice(0, end === -1 ? batch : end).map((row) => openEntry(vault, row as StoredMessage))
}

/** By each known key of the exchange. */
function tagsOf(vault: Opener, pair: Pair, side: Side, place: number): string[] {
  return vault.signatures(nameOf(pair, side, place), tagPurpose).map((signature) => signature.toString('base64url'))
}

type StoredMessage = Awaited<ReturnType<typeof findMessages>>[number]

const findMessages = query((db, given: { tags: string[] }) =>
  db.selectFrom('Message').select(['id', 'tag', 'sealedText', 'deliverAt']).where('tag', 'in', given.tags),
)

function openEntry(vault: Opener, { id, tag, sealedText, deliverAt }: StoredMessage): Entry {
  return { id, deliverAt, written: ifItOpens(() => JSON.parse(vault.open(sealedText, purpose, tag))) ?? null }
}

/**
 * When each message of a side of a pair is delivered, oldest first, out of all messages of its exchange: times by tags. It opens nothing, so that it can be asked for every pair.
 */
export function deliveriesOf(vault: Opener, pair: Pair, side: Side, all: ReadonlyMap<string, Date>): Date[] {
  const deliveries: Date[] = []
  for (;;) {
    const delivery = tagsOf(vault, pair, side, deliveries.length)
      .map((tag) => all.get(tag))
      .find(Boolean)
    if (!delivery) return deliveries
    deliveries.push(delivery)
  }
}

function nameOf({ draw, repairs, giver, receiver }: Pair, ...parts: (string | number)[]): string {
  return [draw, repairs, giver, receiver, ...parts].join(' ')
}
