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
}

/** A language, and how to load its sentences. */
export type Offered = Language & { load(): Promise<{ sentences: Sentences }> }

/** English, which every sentence is written in first. */
export const english: Offered = { code: 'en', locale: 'en-GB', name: 'English', direction: 'ltr', load: () => import('./generated/en.ts') }

/** Every language, by the order of their own names. */
export const languages: readonly Offered[] = [english]
