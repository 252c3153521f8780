import type { EntityManager } from '../database/orm.ts'
import type { Services } from '../services.ts'
import { readPlansOf } from './plans.ts'

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
  const plans = Object.values(await readPlansOf(em, services.vault, exchangeId))
  const ready = plans.filter(({ gift, isCounted }) => isCounted && gift === 'ready').length
  return ready === 0 || plans.length < fewestGivers ? undefined : { ready, givers: plans.length }
}
