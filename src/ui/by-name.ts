import type { Printer } from '../language/printer.ts'
import { memoize } from '../memoize.ts'

type Named = { name: string }

const orderOf = memoize((locale: string) => {
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  return (one: Named, other: Named) => collator.compare(one.name, other.name)
})

/** The order in which people's names are listed, everywhere: that of the reader's language, and the English one where nobody reads. */
export function byName(t: Printer): (one: Named, other: Named) => number {
  return orderOf(t.language.locale)
}
