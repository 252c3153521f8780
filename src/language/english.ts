import { sentences } from './generated/en.ts'
import { english } from './languages.ts'
import { createPrinter } from './printer.ts'

/** Prints sentences in English. */
export const inEnglish = createPrinter(english, sentences)
