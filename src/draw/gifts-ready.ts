import type { Plans } from '../wishes/plan.ts'

/** From how many givers on a total tells nothing of any one of them. */
export const fewestGivers = 5

/**
 * How many of all givers have said that their gift is ready, since the names were drawn or the draw was repaired, and of how many; undefined before the draw, while
 * nobody has, and where so few give that the total would tell who.
 */
export function countGiftsReady(plansOfAll: Plans): { ready: number; givers: number } | undefined {
  const plans = Object.values(plansOfAll)
  const ready = plans.filter(({ gift, isCounted }) => isCounted && gift === 'ready').length
  return ready === 0 || plans.length < fewestGivers ? undefined : { ready, givers: plans.length }
}
