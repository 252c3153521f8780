import { accountComposers } from './accounts/composers.ts'
import { drawComposers } from './draw/composers.ts'
import { exchangeComposers } from './exchanges/composers.ts'
import type { EveryComposer } from './mail/compose.ts'
import { messageComposers } from './messages/composers.ts'
import { addressEmail } from './participants/addressing.ts'
import { participantComposers } from './participants/composers.ts'

/** What each kind of e-mail of `mail/kinds.ts` says; one that is missing here does not compile. */
export const composers: EveryComposer = {
  ...accountComposers,
  ...drawComposers,
  ...exchangeComposers,
  ...messageComposers,
  ...participantComposers,
  address: addressEmail,
}
