import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import { openPlan } from '../wishes/plan.ts'

/** From how many givers on a total tells nothing of any one of them. */
const fewestGivers = 5

/**
 * How many givers of an exchange have said that their gift is ready, since the names were drawn or the draw was repaired, and of how many; undefined before the draw, while
 * nobody has, and where so few give that the total would tell who.
 */
export async function countGiftsReady(
  em: EntityManager,
  services: Pick<Services, 'vault'>,
  exchangeId: string,
): Promise<{ ready: number; givers: number } | undefined> {
  const plans = await findPlans(em, { exchangeId })
  if (plans.length < fewestGivers) return undefined
  const vault = await exchangeVault(em, services.vault, exchangeId)
  const ready = plans.map((plan) => openPlan(vault, plan)).filter(({ gift, isCounted }) => isCounted && gift === 'ready').length
  return ready === 0 ? undefined : { ready, givers: plans.length }
}

const findPlans = query((db, given: { exchangeId: string }) =>
  db.selectFrom('Match as m').innerJoin('Draw as d', 'd.id', 'm.draw').select(['m.draw', 'm.giver', 'm.sealedPlan']).where('d.exchange', '=', given.exchangeId),
)
