import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { exchangeVault, exchangeVaults, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { memoize } from '../memoize.ts'
import type { Services } from '../services.ts'
import type { Opener, Vault } from '../vault.ts'
import { countLooks, emptyPlan, openPlan, openPlans, type Plan, type Plans, sealPlans } from '../wishes/plan.ts'
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
  // Once another key is back that opens them, so are they; and what was sealed with one that is of today alone would stay shut then.
  if (!(await isOpen(em, services.vault, draw))) throw new RuleBroken({ code: 'match is shut' })
  const vault = await exchangeVaultToSeal(em, services, exchangeId)
  const plans = await readPlans(em, vault, draw)
  const plan = plans[id]
  if (!plan) throw new RuleBroken({ code: 'not drawn yet' })
  draw.sealedPlans = sealPlans(vault, draw.id, { ...plans, [id]: await change(plan, draw) }, draw.sealedPlans)
}

/** Whether the keys at hand open what is sealed for a draw: its plans, where there are any, else its matches. */
export async function isOpen(em: EntityManager, vault: Vault, { id, exchange, sealedPlans }: Pick<Draw, 'id' | 'exchange' | 'sealedPlans'>): Promise<boolean> {
  const opener = await exchangeVault(em, vault, exchange.id)
  const sealed = sealedPlans === null ? (await findMatches(em, { draw: id })).map(({ sealedReceiver }) => sealedReceiver) : [sealedPlans]
  return sealed.every((one) => opener.isSealedHere(one))
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

const findMatches = query((db, given: { draw: string }) => db.selectFrom('Match').select(['giver', 'sealedReceiver']).where('draw', '=', given.draw))

/** The plans of all who give in an exchange; none while nothing is drawn. */
export async function readPlansOf(em: EntityManager, vault: Vault, exchangeId: string): Promise<Plans> {
  const draw = await findDraw(em, { exchangeId })
  return draw ? readPlans(em, await exchangeVault(em, vault, exchangeId), draw) : {}
}

/** The plan of one giver; an empty one while nothing is drawn. */
export async function readPlanOf(em: EntityManager, vault: Vault, { id, exchangeId }: Giver): Promise<Plan> {
  const draw = await findDraw(em, { exchangeId })
  return draw ? openPlan(await exchangeVault(em, vault, exchangeId), draw.id, draw.sealedPlans, id) : emptyPlan
}

const findDraw = queryOne((db, given: { exchangeId: string }) => db.selectFrom('Draw').select(['id', 'sealedPlans']).where('exchange', '=', given.exchangeId))

/** How many givers of each of some exchanges have ever looked; nothing of those in which nobody has. */
export async function readLooks(em: EntityManager, vault: Vault, exchangeIds: readonly string[]): Promise<Map<string, number>> {
  const draws = await findDraws(em, { exchangeIds: [...exchangeIds] })
  const openers = await exchangeVaults(
    em,
    vault,
    draws.map(({ exchangeId }) => exchangeId),
  )
  return new Map(draws.map(({ id, exchangeId, sealedPlans }) => [exchangeId, looksIn({ opener: openers(exchangeId), id, sealedPlans: sealedPlans as string })]))
}

/** An organiser's list opens the plans of every draw, of which most are as they were. A seal of the same text is another one each time. */
const looksIn = memoize(
  ({ opener, id, sealedPlans }: { opener: Opener; id: string; sealedPlans: string }) => countLooks(opener, id, sealedPlans),
  ({ id, sealedPlans }) => `${id} ${sealedPlans.slice(0, 80)}`,
)

const findDraws = query((db, given: { exchangeIds: string[] }) =>
  db.selectFrom('Draw').select(['id', 'exchange as exchangeId', 'sealedPlans']).where('exchange', 'in', given.exchangeIds).where('sealedPlans', 'is not', null),
)
