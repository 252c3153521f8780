import type { Printer } from '../language/printer.ts'
import { inWords } from './phrases.ts'
import type { Said } from './said.ts'

/** What a message says, as plain text: a ready-made phrase in the reader's language, words as they were written. */
export function saidInWords(said: Said | null, t: Printer): string {
  if (said === null || 'isOpen' in said) return t('messages.shut')
  return 'text' in said ? said.text : inWords(said, t)
}
