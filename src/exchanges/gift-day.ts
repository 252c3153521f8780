import type { EmailPart } from '../mail/email.ts'
import { dateInWords } from '../ui/dates.ts'
import type { Exchange } from './exchange.ts'

/** When the gifts are given, and for how much, for e-mails. */
export function giftDay({ exchangeDate, budget }: Pick<Exchange, 'exchangeDate' | 'budget'>): EmailPart {
  return { facts: [['Gift day', dateInWords(exchangeDate)], ...(budget ? [['Budget', budget] satisfies [string, string]] : [])] }
}

/** What the organiser says of the exchange, in the organiser's own words; nothing where nothing was said. */
export function description({ description: words }: Pick<Exchange, 'description'>): EmailPart[] {
  return words ? ['From the organiser:', { quote: words }] : []
}
