import type { Printer } from '../../language/printer.ts'
import type { Lines, Skipped } from './read-list.ts'

/** The lines that are nobody’s, in one sentence. */
export function SkippedLines({ skipped, t }: { skipped: Skipped[]; t: Printer }) {
  if (skipped.length === 0) return null
  const kinds = [...Map.groupBy(skipped, ({ why }) => why)].map(([why, lines]) => t(`import.skipped.${why}`, numbers(lines)))
  return <p class="quiet">{t('import.skipped', { lines: t.list(kinds) })}</p>
}

/** How many lines there are, and which: 2, 5–7. */
function numbers(lines: Lines[]): { count: number; lines: string } {
  const ranges: Lines[] = []
  for (const { first, last } of lines) {
    const before = ranges.at(-1)
    if (before && before.last + 1 === first) before.last = last
    else ranges.push({ first, last })
  }
  return {
    count: ranges.reduce((count, { first, last }) => count + last - first + 1, 0),
    lines: ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', '),
  }
}
