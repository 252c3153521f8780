/** The states, in the order of a life. */
export const exchangeStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type ExchangeState = (typeof exchangeStates)[number]

/** Those in which nobody has been drawn yet. */
export const statesBeforeDraw: readonly ExchangeState[] = ['draft', 'registration_open', 'registration_closed']

/** The states in words, as they stand in sentences and on badges. */
export const stateNames: Record<ExchangeState, string> = {
  draft: 'a draft',
  registration_open: 'open for registration',
  registration_closed: 'closed for registration',
  matched: 'drawn',
  completed: 'completed',
}

/** What can be done with an exchange in each state, as the end of a refusal. */
export const nextStep: Record<ExchangeState, string> = {
  draft: 'You can open registration now.',
  registration_open: 'You can close registration now.',
  registration_closed: 'You can draw names or reopen registration now.',
  matched: 'You can complete it or undo the draw now.',
  completed: 'It’s over, and can only be deleted.',
}
