import { RuleBroken } from '../errors.ts'
import type { Refusal } from '../language/refusals.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeState } from './exchange-states.ts'
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
    throw new RuleBroken({ code: 'too late for gift ideas', exchange: name })
  }
}

/** Questions can be asked, changed and answered until the end. Throws RuleBroken in an exchange that stands so. */
export function questionsMustBeOpen({ name, state }: Pick<Exchange, 'name' | 'state'>): void {
  if (state === 'completed') throw new RuleBroken({ code: 'too late for questions', exchange: name })
}

/** Why somebody can't leave an exchange without the organiser, undefined when they can. Whoever was added never chose to be in, and can for longer. */
export function whyMayNotLeave({ name, state }: Pick<Exchange, 'name' | 'state'>, wasAdded: boolean): Refusal | undefined {
  if (state === 'draft' || state === 'registration_open' || (wasAdded && state === 'registration_closed')) return undefined
  return { code: 'too late to leave', exchange: name, state }
}

/** How many people can still be added beside the `joined` ones; Infinity without a limit. */
export function roomBeside({ maxParticipants }: Pick<Exchange, 'maxParticipants'>, joined: number): number {
  return maxParticipants === null ? Number.POSITIVE_INFINITY : Math.max(0, maxParticipants - joined)
}
