import type { Printer } from './printer.ts'

/** A text that may be written in the other direction keeps to itself, so that it does not turn the sentence around it (https://www.unicode.org/reports/tr9/). */
export function isolated(text: string, { language }: Pick<Printer, 'language'>): string {
  const mayTurn = language.direction === 'rtl' || /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
  return mayTurn ? `\u2068${text}\u2069` : text
}

/** The same printer, which isolates every text that stands in a sentence, for whatever has no markup to do so. Its sentences choose by numbers alone. */
export function isolating(t: Printer): Printer {
  const isolate = (value: unknown) => (typeof value === 'string' ? isolated(value, t) : value)
  const keepApart = (given: object = {}) => Object.fromEntries(Object.entries(given).map(([name, value]) => [name, isolate(value)]))
  const print = (key: never, given?: object) => t(key, ...([keepApart(given)] as never))
  const rich = (key: never, given: object) => t.rich(key, keepApart(given) as never)
  const list = (texts: readonly string[]) => t.list(texts, (text) => isolated(text, t))
  return Object.assign(print, { ...t, rich, list }) as unknown as Printer
}
