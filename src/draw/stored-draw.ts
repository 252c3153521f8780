import type { EntityManager } from '../database/orm.ts'
import { exchangeVault, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { emptyPlan, onceRepaired, type Plans, sealPlans } from '../wishes/plan.ts'
import type { Draw } from './draw.ts'
import { Match } from './match.ts'
import { readPlans } from './plans.ts'
import { openOrRefuse, type Pairs, receiverOf, sealReceiver } from './seal.ts'

/** Opens a draw as it is stored, with the plans of its givers. Throws RuleBroken when it can’t be opened. */
export async function openDraw(em: EntityManager, services: Services, draw: Draw): Promise<{ pairs: Pairs; plans: Plans; matches: Match[] }> {
  const vault = await exchangeVault(em, services.vault, draw.exchange.id)
  const matches = await em.find(Match, { draw })
  const open = ({ giver, sealedReceiver }: Match) =>
    openOrRefuse(services.log, { draw: draw.id, giver: giver.id }, 'draw is shut', () => receiverOf(vault, { draw: draw.id, giver: giver.id, sealedReceiver }))
  return {
    matches,
    pairs: new Map(matches.map((match) => [match.giver.id, open(match)])),
    plans: await readPlans(em, vault, draw),
  }
}

/**
 * Replaces the matches of a draw, which were `before`, as the plans were, in the caller's transaction. Every match is sealed anew and hidden, whether its
 * receiver changed or not, so that the rows don't tell whose did. A giver with another receiver begins with a plan that keeps nothing but that they have looked before.
 */
export async function storeDraw(
  em: EntityManager,
  services: Services,
  draw: Draw,
  pairs: Pairs,
  { before, matches, plans }: { before: Pairs; matches: readonly Match[]; plans: Plans },
): Promise<void> {
  const vault = await exchangeVaultToSeal(em, services, draw.exchange.id)
  draw.repairs++
  const known = new Map(matches.map((match) => [match.giver.id, match]))
  for (const match of matches) if (!pairs.has(match.giver.id)) em.remove(match)
  for (const [giverId, receiverId] of pairs) {
    const sealedReceiver = sealReceiver(vault, draw.id, giverId, receiverId)
    const match = known.get(giverId)
    if (match) match.sealedReceiver = sealedReceiver
    else em.create(Match, { id: services.world.newId(), draw, giver: em.getReference(Participant, giverId), sealedReceiver })
  }
  const plansAfter = [...pairs].map(([giver, receiver]) => [giver, onceRepaired(plans[giver] ?? emptyPlan, before.get(giver) === receiver)])
  draw.sealedPlans = sealPlans(vault, draw.id, Object.fromEntries(plansAfter), draw.sealedPlans)
}

/** The givers of `before` who are still in `now` with another receiver, and those who are new. */
export function changedGivers(before: Pairs, now: Pairs): string[] {
  return [...now].filter(([giver, receiver]) => before.get(giver) !== receiver).map(([giver]) => giver)
}
