import { lazy } from '../memoize.ts'

const conjunction = lazy(() => new Intl.ListFormat('en-GB', { type: 'conjunction' }))
const grouping = lazy(() => new Intl.NumberFormat('en'))

/** Words as they stand in a sentence: one, two and three. */
export function inSentence(words: readonly string[]): string {
  return conjunction().format(words)
}

/** A number as people write it: 10,000. */
export function inFigures(number: number): string {
  return grouping().format(number)
}
