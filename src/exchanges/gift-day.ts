import type { Printer } from '../language/printer.ts'
import type { EmailPart } from '../mail/email.ts'
import { dateInWords } from '../ui/dates.ts'
import type { Exchange } from './exchange.ts'

/** When the gifts are given, and for how much, for e-mails. */
export function giftDay({ exchangeDate, budget }: Pick<Exchange, 'exchangeDate'> & { budget?: string }, t: Printer): EmailPart {
  return {
    facts: [[t('email.fact.giftDay'), dateInWords(exchangeDate, t)], ...(budget ? [[t('email.fact.budget'), budget] satisfies [string, string]] : [])],
  }
}

/** What the organiser says of the exchange, in the organiser's own words; nothing where nothing was said. */
export function description({ description: words }: Pick<Exchange, 'description'>, t: Printer): EmailPart[] {
  return words ? [t('email.description'), { quote: words }] : []
}
