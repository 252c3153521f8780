import type { EntityManager } from '../database/orm.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import type { Draw } from './draw.ts'
import { Match } from './match.ts'
import { openOrRefuse, receiverOf, sealReceiver } from './seal.ts'

/** Who gives to whom, by identifiers: receivers by givers. */
export type Pairs = Map<string, string>

/** Opens a draw as it is stored, and says which givers have ever looked. Throws RuleBroken when it can’t be opened. */
export async function openDraw(em: EntityManager, { vault, log }: Services, draw: Draw): Promise<{ pairs: Pairs; looked: Set<string>; matches: Match[] }> {
  const matches = await em.find(Match, { draw })
  const open = ({ giver, sealedReceiver }: Match) =>
    openOrRefuse(log, { draw: draw.id, giver: giver.id }, 'draw is shut', () => receiverOf(vault, { draw: draw.id, giver: giver.id, sealedReceiver }))
  return {
    matches,
    pairs: new Map(matches.map((match) => [match.giver.id, open(match)])),
    looked: new Set(matches.filter(({ seenAt }) => seenAt !== null).map(({ giver }) => giver.id)),
  }
}

/**
 * Replaces the matches of a draw, in the caller's transaction. Every match is sealed anew and hidden, whether its
 * receiver changed or not, so that the rows don't tell whose did.
 */
export function storeDraw(em: EntityManager, { world, vault }: Services, draw: Draw, pairs: Pairs, matches: readonly Match[]): void {
  const known = new Map(matches.map((match) => [match.giver.id, match]))
  for (const match of matches) if (!pairs.has(match.giver.id)) em.remove(match)
  for (const [giverId, receiverId] of pairs) {
    const sealedReceiver = sealReceiver(vault, draw.id, giverId, receiverId)
    const match = known.get(giverId)
    if (match) match.replaceReceiver(sealedReceiver)
    else em.create(Match, { id: world.newId(), draw, giver: em.getReference(Participant, giverId), sealedReceiver })
  }
}

/** The givers of `before` who are still in `now` with another receiver, and those who are new. */
export function changedGivers(before: Pairs, now: Pairs): string[] {
  return [...now].filter(([giver, receiver]) => before.get(giver) !== receiver).map(([giver]) => giver)
}
