import { lazy } from '../memoize.ts'

const collator = lazy(() => new Intl.Collator('en', { sensitivity: 'base', numeric: true }))

/** The order in which people's names are listed, everywhere. */
export function byName(one: { name: string }, other: { name: string }): number {
  return collator().compare(one.name, other.name)
}
