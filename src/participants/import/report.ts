import { few, type NotSent, whyNotSent } from '../not-sent.ts'
import type { Plan } from './import-people.ts'
import { adds, besideInMailbox, needsAnotherLook, type PlannedLine } from './plan.ts'

/** What was done and what was not, in sentences; a `notice` when something is left for the organiser to do. */
export type ImportReport = { kind: 'done' | 'notice'; text: string }

/** What was done with a list, and what was not. */
export function reportOf({ lines, households, unsent, unwanted }: Plan & NotSent): ImportReport {
  const shared = lines.filter(({ fate }) => fate === 'shared')
  const without = unsent.length + unwanted.length
  const isComplete = without === 0 && shared.length === 0
  const sentences = [
    added(lines, without),
    whyNotSent({ unsent, unwanted }, 'send a link'),
    notAdded(shared),
    housed(households.filter(({ added: people }) => people.length > 0).length),
  ]
  return { kind: isComplete ? 'done' : 'notice', text: sentences.filter(Boolean).join(' ') }
}

/** A list that is sent twice finds everybody in. */
function added(lines: PlannedLine[], unsent: number): string {
  const count = lines.filter(adds).length
  if (count === 0) return lines.some((line) => needsAnotherLook(line) || line.fate === 'shared') ? 'No one was added.' : 'Everyone on the list is in.'
  const people = count === 1 ? '1 person was added' : `${count} people were added`
  if (unsent === count) return `${people}.`
  const sent = count - unsent
  return unsent === 0
    ? `${people}, and ${count === 1 ? 'an e-mail with a link is on its way' : 'e-mails with links are on their way'}.`
    : `${people}, and ${sent === 1 ? '1 e-mail with a link is' : `${sent} e-mails with links are`} on the way.`
}

/** Two people of one mailbox: who is out, and what works. */
function notAdded(shared: PlannedLine[]): string {
  const [first] = shared
  if (first === undefined) return ''
  const who = few(shared.map(({ name, email }) => `${short(name)} (${email})`))
  const what = shared.length === 1 ? 'the address is someone else’s' : 'the addresses are other people’s'
  return `Not added: ${who}, since ${what}. Everyone needs their own. With most mail services, ${besideInMailbox(first.email)} reaches the same mailbox.`
}

function housed(count: number): string {
  if (count === 0) return ''
  return count === 1 ? '1 household is among the rules.' : `${count} households are among the rules.`
}

function short(name: string): string {
  const letters = [...name]
  return letters.length <= 40 ? name : `${letters.slice(0, 39).join('')}…`
}
