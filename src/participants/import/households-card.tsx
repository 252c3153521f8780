import type { Printer } from '../../language/printer.ts'
import { Card } from '../../ui/card.tsx'
import type { PlannedHousehold } from './households.ts'

/** The households of a list, and what they come to. */
export function HouseholdsCard({ households, t }: { households: PlannedHousehold[]; t: Printer }) {
  const alone = households.filter(({ fate }) => fate === 'alone').length
  const told = households.filter(({ fate, added }) => fate === 'apart' || added.length > 0)
  if (told.length === 0 && alone === 0) return null
  return (
    <Card title={t('import.households')} count={t.number(told.length)}>
      {told.length > 0 && <p>{t('import.households.lead')}</p>}
      <ul class="rules">
        {told.map((household) => (
          <li>{householdInWords(household, t)}</li>
        ))}
      </ul>
      {alone > 0 && <p class="quiet">{t('import.household.alone', { count: alone })}</p>}
    </Card>
  )
}

function householdInWords({ label, fate, members, added }: PlannedHousehold, t: Printer): string {
  const names = (people: { name: string }[]) => t.list(people.map(({ name }) => name))
  if (fate === 'apart') return t('import.household.apart', { household: label, people: names(members) })
  if (fate === 'new') return t('import.household.new', { people: names(members) })
  const joining = { count: added.length, people: names(added) }
  const there = members.filter((member) => !added.includes(member))
  if (there.length === 0) return t('import.household.joinsNamed', { ...joining, household: label })
  return t('import.household.joins', { ...joining, others: names(there) })
}
