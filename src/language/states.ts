/** The states of an exchange that sentences and figures tell apart. */
export const namedStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type NamedState = (typeof namedStates)[number]
