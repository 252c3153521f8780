import { addressesIn } from './addresses.ts'
import type { CellRecord } from './cells.ts'
import { isPlain, mostColumns, rolesOf } from './headings.ts'

/** How far down a heading is looked for: titles and blank lines stand above. */
const mostAbove = 15

/** The record that is the heading of a table, as its place; `score` is how many different things it names. -1 where there is none. */
export function findHeading(records: CellRecord[]): { place: number; score: number } {
  let best = { place: -1, score: 0 }
  let hasPeopleAbove = false
  for (const [place, { raw, cells }] of records.slice(0, mostAbove).entries()) {
    if (addressesIn(raw).length > 0) hasPeopleAbove = true
    else {
      const score = headingScore(cells)
      if (score > best.score && !(hasPeopleAbove && score < 2)) best = { place, score }
    }
  }
  return best
}

/** A heading names two things that people's columns hold, or says “name” or “e-mail address” and nothing else. */
function headingScore(cells: string[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '').slice(0, mostColumns)
  const named = new Set(
    filled.flatMap((cell) =>
      cell.length > 120
        ? []
        : rolesOf(cell)
            .slice(0, 1)
            .filter((role) => role !== 'ignore'),
    ),
  )
  if (named.size >= 2) return named.size
  return filled.some((cell) => isPlain(cell)) ? 1 : 0
}
