import { countUnlessThrown, heldFor, limits, type Try } from '../auth/limits.ts'
import type { EntityManager } from '../database/orm.ts'
import { RuleBroken, TooManyTries } from '../errors.ts'
import type { Refusal } from '../language/refusals.ts'
import type { World } from '../world.ts'
import type { Constraints } from './constraints.ts'

type Drawn = Pick<Constraints, 'lookedBackTo'>

/**
 * Samples names beside soft rules, a few times a day: which outcomes never come up, or how long it takes, would in time tell who gives to whom in the
 * exchanges that those look back to. What could not be drawn at all tells nothing, and does not count. Throws RuleBroken when it was enough for a while.
 */
export async function sampleWithBrake<Sample>(
  em: EntityManager,
  world: World,
  exchangeId: string,
  { lookedBackTo }: Drawn,
  sample: () => Promise<Sample>,
): Promise<Sample> {
  if (lookedBackTo.length === 0) return sample()
  try {
    return await countUnlessThrown(em, world, triesOf(exchangeId, lookedBackTo), sample)
  } catch (error) {
    if (error instanceof TooManyTries) throw new RuleBroken({ code: 'drawn too often', ...enough(error.retryAfter) })
    throw error
  }
}

/** Why names could not be drawn for a while; undefined when they could. */
export async function readBrake(em: EntityManager, world: World, exchangeId: string, { lookedBackTo }: Drawn): Promise<Refusal | undefined> {
  if (lookedBackTo.length === 0) return undefined
  const held: number[] = []
  for (const one of triesOf(exchangeId, lookedBackTo)) held.push(await heldFor(em, world, one))
  const longest = Math.max(...held)
  return longest > 0 ? { code: 'drawn too often', ...enough(longest) } : undefined
}

/** The earlier exchanges count, too: several exchanges that look back to the same one tell of it together. */
function triesOf(exchangeId: string, lookedBackTo: string[]): Try[] {
  return [exchangeId, ...new Set(lookedBackTo)].map((subject) => ({ limit: limits.softDraw, subject }))
}

function enough(seconds: number): { most: number; hours: number } {
  return { most: limits.softDraw.most, hours: Math.ceil(seconds / 3600) }
}
