import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import type { Opener } from '../vault.ts'
import { openPlans, type Plan, type Plans, sealPlans } from '../wishes/plan.ts'
import { Draw } from './draw.ts'

/** Somebody of an exchange, by identifiers. */
export type Giver = { id: string; exchangeId: string }

/**
 * Changes a giver's plan, in the caller's transaction, which holds the exchange. The plans of all are sealed anew as one text at the draw, also where nothing changes, so that nobody who watches the
 * database learns who has done something, or only looked. Throws RuleBroken while nothing is drawn, and when no key is at hand that opens them.
 */
export async function changePlan(
  em: EntityManager,
  services: Services,
  { id, exchangeId }: Giver,
  change: (plan: Plan, draw: Draw) => Plan | Promise<Plan>,
): Promise<void> {
  const draw = await em.findOne(Draw, { exchange: exchangeId })
  if (!draw) throw new RuleBroken({ code: 'not drawn yet' })
  const vault = await exchangeVaultToSeal(em, services, exchangeId)
  // Once another key is back that opens them, so are they.
  if (draw.sealedPlans !== null && !vault.isSealedHere(draw.sealedPlans)) throw new RuleBroken({ code: 'match is shut' })
  const plans = await readPlans(em, vault, draw)
  const plan = plans[id]
  if (!plan) throw new RuleBroken({ code: 'not drawn yet' })
  draw.sealedPlans = sealPlans(vault, draw.id, { ...plans, [id]: await change(plan, draw) }, draw.sealedPlans)
}

/** The plans of all who give in a draw. */
export async function readPlans(em: EntityManager, vault: Opener, { id, sealedPlans }: Pick<Draw, 'id' | 'sealedPlans'>): Promise<Plans> {
  const matches = await findMatches(em, { draw: id })
  return openPlans(
    vault,
    id,
    sealedPlans,
    matches.map(({ giver }) => giver),
  )
}

const findMatches = query((db, given: { draw: string }) => db.selectFrom('Match').select('giver').where('draw', '=', given.draw))
