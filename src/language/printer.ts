import type { Child } from '#jsx/jsx-runtime'
import { lazy, memoize } from '../memoize.ts'
import type { Given } from './generated/given.ts'
import { isolated } from './isolated.ts'
import type { Language } from './languages.ts'

/** Wraps a part of a sentence, like a link around some of its words. */
export type Tag = (words: Child) => Child

/** A sentence by its key in `language/<code>.json`. */
export type Key = keyof Given<string>

type Plain<K extends Key> = Given<string | number>[K]
type HasTag<Parameters> = { [Name in keyof Parameters]: Parameters[Name] extends Tag ? true : never }[keyof Parameters]
/** A sentence without tags, which can be printed as text. */
type PlainKey = { [K in Key]: [HasTag<Plain<K>>] extends [never] ? K : never }[Key]
type Arguments<Parameters> = Parameters extends undefined ? [] : [given: Parameters]

/** The sentences of one language, as `compile.ts` writes them. */
export type Sentences = { readonly [K in Key]?: string | ((given: Given<Child>[K], words: Words) => Child) }

/** What stands in sentences: texts that keep to themselves, numbers and plurals by the language's own rules. */
type Words = {
  text(value: Child): Child
  number(value: number): string
  plural(value: number, type: 'cardinal' | 'ordinal', forms: Record<string, () => Child>): Child
  select(value: string, options: Record<string, () => Child>): Child
}

/** A sentence that is printed later, in its reader's language, where only a string can be kept until then. */
export function later<K extends PlainKey>(key: K, ...given: Arguments<Plain<K>>): string {
  return JSON.stringify([key, ...given])
}

/** Prints sentences in one language. */
export type Printer = {
  /** The sentence by that key as text. What is given to it is isolated where it could turn the sentence around it. */
  <K extends PlainKey>(key: K, ...given: Arguments<Plain<K>>): string
  /** The sentence by that key as markup: its tags become what the page makes of them, and texts may be markup, too. */
  rich<K extends Key>(key: K, given: Given<Child>[K]): Child
  /** A sentence that `later` kept, as text; what is no such sentence stays as it is. */
  kept(sentence: string): string
  /** Texts as they stand in a sentence: one, two and three, each isolated. */
  list(texts: readonly string[]): string
  number(value: number): string
  readonly language: Language
}

/** A printer of that language; `english` stands in for sentences that `sentences` lacks. */
export function createPrinter(language: Language, sentences: Sentences, english: Sentences = sentences): Printer {
  const words = wordsOf(language)
  const englishWords = lazy(() => wordsOf({ ...language, locale: 'en-GB' }))
  const parts = (key: Key, given?: unknown): Child => {
    const own = sentences[key]
    const sentence = own ?? english[key]
    return typeof sentence === 'function' ? sentence(given as never, own ? words : englishWords()) : sentence
  }
  const print = (key: Key, given?: unknown) => joined(parts(key, given))
  const conjunction = lazy(() => new Intl.ListFormat(language.locale, { type: 'conjunction' }))
  return Object.assign(print, {
    rich: parts,
    kept: (sentence: string) => (sentence.startsWith('["') ? print(...(JSON.parse(sentence) as [Key, unknown])) : sentence),
    // Some languages look at the next word before they write “and”, so it is isolated afterwards.
    list: (texts: readonly string[]) =>
      conjunction()
        .formatToParts(texts)
        .map(({ type, value }) => (type === 'element' ? isolated(value, language) : value))
        .join(''),
    number: words.number,
    language,
  }) as Printer
}

function wordsOf(language: Language): Words {
  const { locale } = language
  const grouping = lazy(() => new Intl.NumberFormat(locale))
  const rules = { cardinal: lazy(() => new Intl.PluralRules(locale)), ordinal: lazy(() => new Intl.PluralRules(locale, { type: 'ordinal' })) }
  // To ask takes as long as several elements, and most numbers are small and come again.
  const number = memoize((value: number) => grouping().format(value), itself)
  const form = {
    cardinal: memoize((value: number) => rules.cardinal().select(value), itself),
    ordinal: memoize((value: number) => rules.ordinal().select(value), itself),
  }
  return {
    text: (value) => (typeof value === 'string' ? isolated(value, language) : value),
    number,
    plural: (value, type, forms) => (forms[`=${value}`] ?? forms[form[type](value)] ?? forms.other)?.(),
    select: (value, options) => (options[value] ?? options.other)?.(),
  }
}

function itself(value: number): number {
  return value
}

function joined(parts: Child): string {
  if (!Array.isArray(parts)) return String(parts)
  let text = ''
  for (const part of parts) text += joined(part)
  return text
}
