import type { Printer } from '../language/printer.ts'
import { momentInWords } from '../ui/dates.ts'
import { inWords } from './phrases.ts'
import type { Said } from './said.ts'

/** When something is delivered, by the clocks of the exchange. */
export function deliveryInWords(deliverAt: Date, timezone: string, t: Printer): string {
  return momentInWords(deliverAt, timezone, t)
}

/** What a message says, as plain text: a ready-made phrase in the reader's language, words as they were written. */
export function saidInWords(said: Said | null, t: Printer): string {
  if (said === null || 'isOpen' in said) return t('messages.shut')
  return 'text' in said ? said.text : inWords(said, t)
}
