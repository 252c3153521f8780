import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import type { DrawReport, Exchange } from '../exchanges/exchange.ts'
import { priorities, queueEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Parts } from '../web/parts.ts'
import { DrawRepair } from './draw-repair.ts'
import { longestEmail, matchChanged, matchReady } from './emails.ts'
import { repairDraw as repair } from './engine/repair.ts'
import { mustBeKeepable, readRulebook } from './rulebook.ts'
import { changedGivers, openDraw, type Pairs, storeDraw } from './stored-draw.ts'

/** Throws RuleBroken when a repair is needed that nobody has said yes to, since the names were drawn after the page was looked at. */
export function mustBeAgreed(exchange: Exchange, isAgreed: boolean): void {
  if (exchange.isDrawn() && !isAgreed)
    throw new RuleBroken('The names have been drawn meanwhile, and this would change the draw. Please look again, then confirm.')
}

/** Why a draw has to be repaired: somebody left or joined, or the rule of that identifier was added. */
export type RepairCause = { cause: 'left' | 'joined'; participant: Participant } | { cause: 'rule'; ruleId: string }

/**
 * Mends the draw after a change that stands already in the caller's transaction, so that the fewest givers get somebody
 * else; those get an e-mail, and nobody else. Returns how many. Throws RuleBroken when the names are not drawn, too few
 * people are left, or no draw is possible any more.
 */
export async function repairDraw(em: EntityManager, parts: Parts, exchange: Exchange, cause: RepairCause): Promise<number> {
  await em.flush()
  const { world } = parts
  const rulebook = await readRulebook(em, parts, exchange.id)
  mustBeKeepable(rulebook)
  const { people, problem } = rulebook
  const drawId = exchange.mustAllowRepair(people.length)
  const { pairs: before, looked, matches } = await openDraw(em, parts, exchange)
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const current = people.map(({ id }) => places.get(before.get(id) ?? ''))
  const repaired = repair(
    problem,
    current,
    people.map(({ id }) => looked.has(id)),
    world.randomBelow,
  )
  if (!repaired) throw new RuleBroken('No draw would be possible then with these rules. Remove a rule first, or undo the draw.')
  const now: Pairs = new Map(people.map(({ id }, place) => [id, people[repaired.receivers[place] as number]?.id as string]))
  storeDraw(em, parts, exchange, now, matches)
  exchange.reportDraw(repairReport)
  await remember(em, parts, exchange, cause, before)
  const changed = changedGivers(before, now)
  await tell(em, parts, exchange, drawId, changed, before, now)
  return changed.filter((giver) => before.has(giver)).length
}

/** Keeps the draw as it was, instead of what was kept for an earlier repair. */
async function remember(em: EntityManager, { world, vault }: Parts, exchange: Exchange, cause: RepairCause, before: Pairs): Promise<void> {
  await em.nativeDelete(DrawRepair, { exchange })
  const id = world.newId()
  em.create(DrawRepair, { id, exchange, ...cause, sealedDrawBefore: vault.seal(JSON.stringify([...before]), repairPurpose, `${exchange.drawId} ${id}`) })
}

/** Of a repaired draw the shape is not told: with a rule added to find it out, a change of shape would give a match away. */
export const repairReport: DrawReport = { method: 'repair', isCircle: null, isUniform: false }

/** What the vault calls the draw before a repair. */
export const repairPurpose = 'draw before a repair'

/** Only the givers concerned hear of it, and nobody else hears that they do: it would tell whom they gave to, or give to now. */
async function tell(em: EntityManager, parts: Parts, exchange: Exchange, drawId: string, changed: string[], before: Pairs, now: Pairs): Promise<void> {
  const everybody = await em.find(Participant, { exchange })
  const people = new Map(everybody.map((person) => [person.id, person]))
  const concerned = changed.map((giver) => people.get(giver) as Participant)
  const receiverOf = ({ id }: Participant) => people.get(now.get(id) as string) as Participant
  const compose = (say: typeof matchReady) => (giver: Participant, receiver: Participant) =>
    say(parts.world, exchange, giver, exchange.matchInEmail ? receiver : undefined)
  const [ready, changedTo] = [compose(matchReady), compose(matchChanged)]
  const isNew = ({ id }: Participant) => !before.has(id)
  const common = { exchangeId: exchange.id, priority: priorities.news, expiresAt: null }
  for (const giver of concerned.filter(isNew)) {
    const envelope = { ...common, kind: 'match notification', recipient: giver.email, deduplicationKey: `match:${drawId}:${giver.id}:${parts.world.newId()}` }
    await queueEmails(em, parts, [{ envelope, email: ready(giver, receiverOf(giver)) }], [longestEmail(everybody, ready)])
  }
  await queueEmails(
    em,
    parts,
    concerned
      .filter((giver) => !isNew(giver))
      .map((giver) => ({
        envelope: {
          ...common,
          kind: 'changed match',
          recipient: giver.email,
          isRecipientSecret: true,
          deduplicationKey: `repair:${drawId}:${parts.world.newId()}`,
        },
        email: changedTo(giver, receiverOf(giver)),
      })),
    [longestEmail(everybody, changedTo)],
  )
}
