import { withoutInvisible } from '../web/marks.ts'

/** A fast path for plain ASCII names, which are most: a dashboard compares everybody's. */
const plain = /^[!-~]+( [!-~]+)*$/

/** A name normalised for comparison: without case, surplus spaces and invisible marks. */
function inShort(name: string): string {
  if (plain.test(name)) return name.toLowerCase()
  return withoutInvisible(name.normalize('NFKC')).replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** How many of `names` are that name. */
export function countOf(name: string, names: readonly string[]): number {
  const own = inShort(name)
  return names.filter((other) => inShort(other) === own).length
}

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
