import type { Printer } from '../../language/printer.ts'
import { few, type NotSent, shortAddress, whyNotSent } from '../not-sent.ts'
import { shorten } from '../shorten.ts'
import type { Plan } from './import-people.ts'
import { adds, besideInMailbox, needsAnotherLook, type PlannedLine } from './plan.ts'

/** What was done and what was not, in sentences; a `notice` when something is left for the organiser to do. */
export type ImportReport = { kind: 'done' | 'notice'; text: string }

/** What was done with a list, and what was not. */
export function reportOf({ lines, households, unsent, unwanted }: Plan & NotSent, t: Printer): ImportReport {
  const shared = lines.filter(({ fate }) => fate === 'shared')
  const without = unsent.length + unwanted.length
  const isComplete = without === 0 && shared.length === 0
  const made = households.filter(({ added: people }) => people.length > 0).length
  const sentences = [
    added(lines, without, t),
    whyNotSent({ unsent, unwanted }, 'sendLink', t),
    notAdded(shared, t),
    made > 0 && t('import.household.made', { count: made }),
  ]
  return { kind: isComplete ? 'done' : 'notice', text: sentences.filter(Boolean).join(' ') }
}

/** A list that is sent twice finds everybody in. */
function added(lines: PlannedLine[], unsent: number, t: Printer): string {
  const count = lines.filter(adds).length
  if (count === 0) return t(lines.some((line) => needsAnotherLook(line) || line.fate === 'shared') ? 'import.added.noOne' : 'import.added.everyoneIsIn')
  if (unsent === count) return t('import.added', { count })
  return unsent === 0 ? t('import.added.withLinks', { count }) : t('import.added.withSomeLinks', { count, sent: count - unsent })
}

/** Two people of one mailbox: who is out, and what works. */
function notAdded(shared: PlannedLine[], t: Printer): string {
  const [first] = shared
  if (first === undefined) return ''
  const people = shared.map(({ name, email }) => `${shorten(name, 40)} (${shortAddress(email)})`)
  return t('import.notAdded', { count: shared.length, people: few(people, t), address: shortAddress(besideInMailbox(first.email)) })
}
