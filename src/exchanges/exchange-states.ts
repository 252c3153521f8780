/** The states, in the order of a life. */
export const exchangeStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type ExchangeState = (typeof exchangeStates)[number]

/** Those in which nobody has been drawn yet. */
export const statesBeforeDraw: readonly ExchangeState[] = ['draft', 'registration_open', 'registration_closed']
