import type { Printer } from '../language/printer.ts'
import type { Content } from './content.ts'
import { phraseInWords } from './phrases.ts'

/** What a message says, as plain text: a ready-made phrase in the reader's language, words as they were written. */
export function contentInWords(content: Content | null, t: Printer): string {
  if (content === null || 'isOpen' in content) return t('messages.shut')
  return 'text' in content ? content.text : phraseInWords(content, t)
}
