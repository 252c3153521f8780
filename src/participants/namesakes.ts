import { memoize } from '../memoize.ts'
import { withoutInvisible } from '../web/marks.ts'

/** A name normalised for comparison: without case, surplus spaces and invisible marks. */
function inShort(name: string): string {
  return withoutInvisible(name.normalize('NFKC')).replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** How many of `names` are that name. */
export function countOf(name: string, names: readonly string[]): number {
  return tally(names).get(inShort(name)) ?? 0
}

/** How often each name is there. Every dashboard of an exchange asks for the same list, and normalising it takes longer than all the rest of the page's words. */
const tally = memoize(
  (names: readonly string[]) => {
    const counts = new Map<string, number>()
    for (const name of names.map(inShort)) counts.set(name, (counts.get(name) ?? 0) + 1)
    return counts
  },
  (names) => names,
)

/** Those who share a name with somebody else, by name. */
export function namesakesAmong<Person extends { name: string }>(people: readonly Person[]): Person[][] {
  const byName = Map.groupBy(people, ({ name }) => inShort(name))
  return [...byName.values()].filter(({ length }) => length > 1)
}

/** The same people as their organiser tells them apart: where several have one name, each with the e-mail address, which nobody else may see. */
export function tellApart<Person extends { name: string; email: string }>(people: readonly Person[]): Person[] {
  const namesakes = new Set(namesakesAmong(people).flat())
  return people.map((person) => (namesakes.has(person) ? { ...person, name: `${person.name} (${person.email})` } : person))
}
