import { accountComposers } from './accounts/composers.ts'
import { drawComposers } from './draw/composers.ts'
import { exchangeComposers } from './exchanges/composers.ts'
import type { Composers } from './mail/compose.ts'
import { participantComposers } from './participants/composers.ts'

/** What each kind of e-mail of `mail/kinds.ts` says; one that is missing here does not compile. */
export const composers: Composers = { ...accountComposers, ...drawComposers, ...exchangeComposers, ...participantComposers }
