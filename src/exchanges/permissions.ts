import { RuleBroken } from '../errors.ts'
import type { Exchange } from './exchange.ts'
import { type ExchangeState, stateNames } from './exchange-states.ts'
import { localDate } from './local-date.ts'

/** Whether people can join an exchange that stands so at `now`: the close date counts even before the clock has closed registration. */
export function acceptsParticipants(exchange: Pick<Exchange, 'state' | 'registrationCloseDate' | 'timezone'>, now: Date): boolean {
  return exchange.state === 'registration_open' && exchange.registrationCloseDate >= localDate(now, exchange.timezone)
}

/** In which states gift ideas can be changed. */
export const statesOfGiftIdeas: readonly ExchangeState[] = ['draft', 'registration_open', 'registration_closed', 'matched']

/** Gift ideas stay editable after the draw, so that givers see the latest. Throws RuleBroken when they can't be changed in an exchange that stands so. */
export function giftIdeasMustBeOpen({ name, state }: Pick<Exchange, 'name' | 'state'>): void {
  if (!statesOfGiftIdeas.includes(state)) {
    throw new RuleBroken(`“${name}” is ${stateNames[state]}, so gift ideas can’t be changed.`)
  }
}

/** Why somebody can't leave an exchange by themselves, in a sentence; undefined when they can. Whoever was added never chose to be in, and can for longer. */
export function whyNobodyLeaves({ name, state }: Pick<Exchange, 'name' | 'state'>, wasAdded: boolean): string | undefined {
  if (state === 'draft' || state === 'registration_open' || (wasAdded && state === 'registration_closed')) return undefined
  if (state === 'completed') return `“${name}” is ${stateNames[state]}, so no one can leave.`
  return `“${name}” is ${stateNames[state]}, so please ask your organiser to take you out.`
}
