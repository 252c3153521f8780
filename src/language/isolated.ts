import type { Language } from './languages.ts'

/** A text that may be written in the other direction keeps to itself, so that it does not turn the sentence around it (https://www.unicode.org/reports/tr9/). */
export function isolated(text: string, { direction }: Pick<Language, 'direction'>): string {
  const mayTurn = direction === 'rtl' || /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
  return mayTurn ? `\u2068${text}\u2069` : text
}
