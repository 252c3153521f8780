import type { EmailPart } from '../mail/email.ts'
import { dateInWords } from '../ui/dates.ts'
import type { Exchange } from './exchange.ts'

/** When gifts are exchanged, and for how much: a paragraph each, for e-mails. The budget stands alone, since the organiser chose its words. */
export function giftDay({ exchangeDate, budget }: Pick<Exchange, 'exchangeDate' | 'budget'>): EmailPart[] {
  return [`Gifts are exchanged on ${dateInWords(exchangeDate)}.`, ...(budget ? [{ written: `Budget: ${budget}` }] : [])]
}
