/** The states of an exchange that sentences and figures tell apart. */
export const namedStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type NamedState = (typeof namedStates)[number]

/** The states of an exchange in English words, as they stand in sentences. */
export const stateNames: Record<NamedState, string> = {
  draft: 'a draft',
  registration_open: 'open for registration',
  registration_closed: 'closed for registration',
  matched: 'drawn',
  completed: 'completed',
}
