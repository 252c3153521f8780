import { hash } from 'node:crypto'
import { RateLimit } from '../auth/rate-limit.ts'
import type { Requester } from '../auth/requester.ts'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import type { Registration } from './forms.ts'

/** The window in which a form that comes again counts as sent twice. */
const minutes = 10

/** Notes which form made somebody take part, and where it came from, in the caller's transaction. */
export function noteRegistration(em: EntityManager, world: World, participantId: string, registration: Registration, applicant: Requester): Promise<void> {
  const at = world.now()
  const rows = keysOf(participantId, registration, applicant).map((key) => ({ id: world.newId(), key, at }))
  return insert(em, world, RateLimit, rows)
}

/**
 * Whether that very form made somebody take part a moment ago, sent by the same browser: known by its cookie, or, as two that come at once
 * bring none, by its address. Anybody else who sends it learns that the address takes part, as with any other form.
 */
export async function isSentTwice(em: EntityManager, world: World, participantId: string, registration: Registration, applicant: Requester): Promise<boolean> {
  const since = new Date(world.now().getTime() - minutes * 60_000)
  return (await findTry(em, { keys: keysOf(participantId, registration, applicant), since })) !== undefined
}

const findTry = queryOne((db, given: { keys: string[]; since: Date }) =>
  db.selectFrom('RateLimit').select('id').where('key', 'in', given.keys).where('at', '>', given.since).limit(1),
)

/** Hashes, in which the participant's random identifier keeps anybody from trying addresses and names. */
function keysOf(participantId: string, registration: Registration, { client, requester }: Requester): string[] {
  const { name, gift_ideas: giftIdeas, reminder_enabled: isReminded } = registration
  const form = [participantId, name, giftIdeas, String(isReminded)]
  return [`client ${client}`, `browser ${requester}`].map((sender) => hash('sha256', JSON.stringify(['registration', sender, ...form])))
}
