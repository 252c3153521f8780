import type { Sentences } from './printer.ts'

/** A language that people can choose. */
export type Language = {
  /** The name of its file, and what stands in `lang`. */
  code: string
  /** What `Intl` formats dates, numbers and lists by. */
  locale: string
  /** What its speakers call it. */
  name: string
  direction: 'ltr' | 'rtl'
  /** What browsers call it, too. */
  aliases?: readonly string[]
}

/** A language, and how to load its sentences. */
export type Offered = Language & { load(): Promise<{ sentences: Sentences }> }

/** English, which every sentence is written in first. */
export const english: Offered = { code: 'en', locale: 'en-GB', name: 'English', direction: 'ltr', load: () => import('./generated/en.ts') }

/** Whether there is a language by that code. */
export function isOffered(code: string): boolean {
  return languages.some((language) => language.code === code)
}

/** What speakers of the language by that code call it. */
export function nameOf(code: string): string {
  return languages.find((language) => language.code === code)?.name ?? english.name
}

/** Every language, by the order of their own names. */
export const languages: readonly Offered[] = [
  { code: 'cs', locale: 'cs', name: 'Čeština', direction: 'ltr', load: () => import('./generated/cs.ts') },
  { code: 'da', locale: 'da', name: 'Dansk', direction: 'ltr', load: () => import('./generated/da.ts') },
  { code: 'de', locale: 'de', name: 'Deutsch', direction: 'ltr', load: () => import('./generated/de.ts') },
  english,
  { code: 'es', locale: 'es', name: 'Español', direction: 'ltr', load: () => import('./generated/es.ts') },
  { code: 'fr', locale: 'fr', name: 'Français', direction: 'ltr', load: () => import('./generated/fr.ts') },
  { code: 'it', locale: 'it', name: 'Italiano', direction: 'ltr', load: () => import('./generated/it.ts') },
  { code: 'nl', locale: 'nl', name: 'Nederlands', direction: 'ltr', load: () => import('./generated/nl.ts') },
  { code: 'nb', locale: 'nb', name: 'Norsk bokmål', direction: 'ltr', aliases: ['no', 'nn'], load: () => import('./generated/nb.ts') },
  { code: 'pl', locale: 'pl', name: 'Polski', direction: 'ltr', load: () => import('./generated/pl.ts') },
  { code: 'pt-BR', locale: 'pt-BR', name: 'Português (Brasil)', direction: 'ltr', aliases: ['pt'], load: () => import('./generated/pt-BR.ts') },
  { code: 'sv', locale: 'sv', name: 'Svenska', direction: 'ltr', load: () => import('./generated/sv.ts') },
  { code: 'uk', locale: 'uk', name: 'Українська', direction: 'ltr', load: () => import('./generated/uk.ts') },
  { code: 'he', locale: 'he', name: 'עברית', direction: 'rtl', aliases: ['iw'], load: () => import('./generated/he.ts') },
]
