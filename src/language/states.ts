/** The states of an exchange in words, as they stand in sentences and on badges. */
export const stateNames = {
  draft: 'a draft',
  registration_open: 'open for registration',
  registration_closed: 'closed for registration',
  matched: 'drawn',
  completed: 'completed',
} as const

export type NamedState = keyof typeof stateNames

/** What can be done with an exchange in each state, as the end of a refusal. */
export const nextStep: Record<NamedState, string> = {
  draft: 'You can open registration now.',
  registration_open: 'You can close registration now.',
  registration_closed: 'You can draw names or reopen registration now.',
  matched: 'You can complete it or undo the draw now.',
  completed: 'It’s over, and can only be deleted.',
}
