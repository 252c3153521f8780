/** The states, in the order of a life. */
export const exchangeStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type ExchangeState = (typeof exchangeStates)[number]

/** Those in which there is a draw, if only of a time gone by. */
export const statesWithDraw: readonly ExchangeState[] = ['matched', 'completed']

/** Those in which nobody has been drawn yet. */
export const statesBeforeDraw: readonly ExchangeState[] = ['draft', 'registration_open', 'registration_closed']

/** Whether people have joined, or may join, and the gifts are still to come. */
export function isUnderWay({ state }: { state: ExchangeState }): boolean {
  return state === 'registration_open' || state === 'registration_closed' || state === 'matched'
}
