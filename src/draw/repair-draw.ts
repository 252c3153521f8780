import { issueSecretLinks } from '../auth/secret-links.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { queueEmails } from '../mail/outbox.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { hasEverLooked } from '../wishes/plan.ts'
import { mustBeKeepable, readConstraints } from './constraints.ts'
import { type Draw, type DrawReport, drawOf } from './draw.ts'
import { DrawRepair } from './draw-repair.ts'
import { shuffle } from './engine/random.ts'
import { repairDraw as repair } from './engine/repair.ts'
import { type Pairs, sealDrawBefore } from './seal.ts'
import { changedGivers, openDraw, storeDraw } from './stored-draw.ts'

/** Throws RuleBroken when a repair is needed that nobody has said yes to, since the names were drawn after the page was looked at. */
export function mustBeAgreed(exchange: Exchange, isAgreed: boolean): void {
  if (exchange.isDrawn() && !isAgreed) throw new RuleBroken({ code: 'drawn meanwhile' })
}

/** Why a draw has to be repaired: somebody left or joined, or the rule of that identifier was added. */
export type RepairCause = { cause: 'left' | 'joined'; participant: Participant } | { cause: 'rule'; ruleId: string }

/**
 * Mends the draw after a change that stands already in the caller's transaction, so that the fewest givers get somebody
 * else; those get an e-mail, and nobody else. How many they are nobody learns, since it could give a match away. Throws RuleBroken when the names are not drawn, too few
 * people are left, or no draw is possible any more.
 */
export async function repairDraw(em: EntityManager, services: Services, exchange: Exchange, cause: RepairCause): Promise<void> {
  await em.flush()
  const { world } = services
  const constraints = await readConstraints(em, services, exchange.id)
  mustBeKeepable(constraints)
  const { people, problem } = constraints
  exchange.mustAllowRepair(people.length)
  const draw = await drawOf(em, exchange)
  const { pairs: before, plans, matches } = await openDraw(em, services, draw)
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const current = people.map(({ id }) => places.get(before.get(id) ?? ''))
  const repaired = repair(
    problem,
    current,
    people.map(({ id }) => plans[id] !== undefined && hasEverLooked(plans[id])),
    world.randomBelow,
  )
  if (!repaired) throw new RuleBroken({ code: 'no repair is possible' })
  const now: Pairs = new Map(people.map(({ id }, place) => [id, people[repaired.receivers[place] as number]?.id as string]))
  const plansBefore = draw.sealedPlans
  await storeDraw(em, services, draw, now, { before, matches, plans })
  draw.report(repairReport)
  const repairId = await remember(em, services, draw, cause, { pairs: before, sealedPlans: plansBefore })
  await issueSecretLinks(em, services, exchange.id, repairId)
  await tell(em, services, draw, repairId, changedGivers(before, now), { before, now })
}

type Before = { pairs: Pairs; sealedPlans: string | null }

/** Keeps the draw as it was, with everybody's plans, instead of what was kept for an earlier repair. Returns the identifier of this one. */
async function remember(em: EntityManager, services: Services, { id: drawId, exchange }: Draw, cause: RepairCause, before: Before): Promise<string> {
  await em.nativeDelete(DrawRepair, { exchange })
  const id = services.world.newId()
  const vault = await exchangeVaultToSeal(em, services, exchange.id)
  em.create(DrawRepair, {
    id,
    exchange,
    ...cause,
    sealedDrawBefore: sealDrawBefore(vault, { draw: drawId, id }, before.pairs),
    sealedPlansBefore: before.sealedPlans,
  })
  return id
}

/** Of a repaired draw the shape is not told: with a rule added to find it out, a change of shape would give a match away. */
export const repairReport: DrawReport = { method: 'repair', isCircle: null, isUniform: false }

/**
 * Only the givers concerned hear of it, and nobody else hears that they do: it would tell whom they gave to, or give to now. An e-mail waits for every giver all the same, and most say nothing: with a
 * rule that was added, their number would tell whether two people were a pair.
 */
async function tell(
  em: EntityManager,
  services: Services,
  { id: drawId, exchange }: Draw,
  repairId: string,
  changed: string[],
  { before, now }: { before: Pairs; now: Pairs },
): Promise<void> {
  const readers = shuffle(await em.find(Participant, { exchange, id: { $in: [...now.keys()] } }), services.world.randomBelow)
  const news = (cause: string) => (reader: Participant) => ({ reader, exchangeId: exchange.id, cause: `${cause}:${services.world.newId()}` })
  const isNew = ({ id }: Participant) => !before.has(id)
  await queueEmails(
    em,
    services,
    readers
      .filter(isNew)
      .map(news(`match:${drawId}`))
      .map((email) => ({ ...email, kind: 'match notification', parameters: { drawId } })),
  )
  await queueEmails(
    em,
    services,
    readers
      .filter((reader) => !isNew(reader))
      .map(news(causeOfRepair(drawId, repairId)))
      .map((email) => ({ ...email, kind: 'changed match', parameters: { drawId, linkSet: repairId, isConcerned: changed.includes(email.reader.id) ? 1 : 0 } })),
  )
}

/** The beginning of the causes of e-mails that say that a match has changed by a repair. */
export function causeOfRepair(drawId: string, repairId: string): string {
  return `repair:${drawId}:${repairId}`
}
