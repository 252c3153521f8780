import type { EntityManager } from '../../database/orm.ts'
import { Household } from '../../draw/household.ts'
import type { World } from '../../world.ts'
import { Participant } from '../participant.ts'
import { adds, type Known, needsAnotherLook, type PlannedLine } from './plan.ts'

/**
 * The plan for a household of the list: a new one, more people in one that there is (`id`), one that would join what is apart, or
 * nothing, for somebody alone. `members` are those whom it would have then, as far as the list tells, `added` those among them who are new to it.
 */
export type PlannedHousehold = { label: string; fate: 'new' | 'joins' | 'apart' | 'alone'; id?: string; members: Member[]; added: Member[] }
type Member = { name: string; email: string }

/**
 * What the households of a list come to, where those who wait do not count. `together` names somebody who is in for households of
 * which a part was added before.
 */
export function planHouseholds(lines: PlannedLine[], known: ReadonlyMap<string, Known>, together = ''): PlannedHousehold[] {
  const counted = lines.filter((line) => line.household !== '' && (adds(line) || line.fate === 'is in'))
  const kept = new Map(notesIn(together))
  return [...Map.groupBy(counted, ({ household }) => keyOf(household))].map(([key, people]) => {
    const before = known.get(kept.get(key) ?? '')
    const members = [...(before?.isActive && !people.some(({ email }) => email === before.email) ? [before] : []), ...people]
    const ids = new Set(members.flatMap(({ email }) => known.get(email)?.householdId ?? []))
    const [id] = ids
    const added = members.filter(({ email }) => known.get(email)?.householdId == null)
    const label = people[0]?.household ?? key
    if (ids.size > 1) return { label, fate: 'apart', members, added: [] }
    if (id !== undefined) return { label, fate: 'joins', id, members, added }
    return { label, fate: members.length > 1 ? 'new' : 'alone', members, added: members.length > 1 ? added : [] }
  })
}

/** Makes the households of a list, and lets people into those that there are, in the caller's transaction. */
export async function makeHouseholds(em: EntityManager, world: World, exchangeId: string, households: PlannedHousehold[]): Promise<void> {
  for (const { id, added } of households) {
    if (added.length === 0) continue
    const household = id === undefined ? em.create(Household, { id: world.newId(), exchange: exchangeId }) : em.getReference(Household, id)
    for (const person of await em.find(Participant, { exchange: exchangeId, email: { $in: added.map(({ email }) => email) } })) person.moveInto(household)
  }
}

/** Notes, for households of which a part waits, somebody of them who is in, as `planHouseholds` reads it again. */
export function keepTogether(lines: PlannedLine[], together: string): string {
  const waiting = new Set(lines.filter(needsAnotherLook).map(({ household }) => keyOf(household)))
  const inAlready = lines.filter((line) => line.household !== '' && (adds(line) || line.fate === 'is in'))
  const noted = new Map([...notesIn(together), ...inAlready.map(({ household, email }): [string, string] => [keyOf(household), email])])
  return [...noted]
    .filter(([key]) => waiting.has(key))
    .map((note) => note.join('\t'))
    .join('\n')
}

function notesIn(together: string): [string, string][] {
  return together.split('\n').map((line) => {
    const [key = '', email = ''] = line.split('\t')
    return [key, email]
  })
}

function keyOf(label: string): string {
  return label.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
