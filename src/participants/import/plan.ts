import * as v from 'valibot'
import type { EntityManager } from '../../database/orm.ts'
import { query } from '../../database/query.ts'
import { RuleBroken } from '../../errors.ts'
import type { Exchange } from '../../exchanges/exchange.ts'
import { roomBeside } from '../../exchanges/permissions.ts'
import { likelyMeant } from '../../web/likely-meant.ts'
import { countOf } from '../namesakes.ts'
import { ListedPersonForm } from './forms.ts'
import type { Problem } from './problems.ts'
import type { ReadLine } from './read-list.ts'
import { isUnreadable } from './single-byte.ts'

/** The most people that can be added at a time. */
export const mostAtOnce = 1000

/**
 * What becomes of a line: the person joins or comes back, is in already, stands twice in the list, can't have the address because it is
 * somebody else's, has one that looks like a slip (`meant` is what it may be), finds no room, or the line can't be read.
 */
export type Fate = 'joins' | 'comes back' | 'is in' | 'repeated' | 'shared' | 'uncertain' | 'no room' | 'bad'
export type PlannedLine = ReadLine & { fate: Fate; meant?: string }

/** Whether a line waits for somebody to mend it, while the others are added. */
export function needsAnotherLook({ fate }: PlannedLine): boolean {
  return fate === 'bad' || fate === 'uncertain' || fate === 'no room'
}

/** Whether the line adds somebody. */
export function adds({ fate }: PlannedLine): boolean {
  return fate === 'joins' || fate === 'comes back'
}

/** Somebody whom the exchange knows, and whether they take part or have left. */
export type Known = Awaited<ReturnType<typeof findKnown>>[number]

/** Everybody whom the exchange knows, those who have left too, by address. */
export async function readKnown(em: EntityManager, exchangeId: string): Promise<Map<string, Known>> {
  return new Map((await findKnown(em, { exchangeId })).map((person) => [person.email, person]))
}

const findKnown = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Participant')
    .select(['id', 'name', 'email', 'household as householdId'])
    .select((eb) => eb('withdrawnAt', 'is', null).as('isActive'))
    .where('exchange', '=', given.exchangeId),
)

/** What becomes of each line of a list. `confirmed` are addresses that look like a slip and were said to be meant, or were suggested and accepted. Throws RuleBroken. */
export function planLines(exchange: Exchange, known: ReadonlyMap<string, Known>, lines: ReadLine[], confirmed: ReadonlySet<string>): PlannedLine[] {
  exchange.mustLetAddMany()
  if (lines.length > mostAtOnce) throw new RuleBroken({ code: 'list is too long', lines: lines.length, most: mostAtOnce })
  let room = roomBeside(exchange, [...known.values()].filter(({ isActive }) => isActive).length)
  const seen = new Map<string, PlannedLine>()
  return lines.map((line): PlannedLine => {
    const read = v.safeParse(ListedPersonForm, line, { abortPipeEarly: true })
    const problem = whyNotRead(line) ?? line.problem
    if (problem !== undefined) return { ...line, fate: 'bad', problem }
    if (!read.success) return { ...line, fate: 'bad', problem: { code: 'refused', reasons: read.issues.map(({ message }) => message) } }
    const person = { ...line, ...read.output }
    const meant = known.has(person.email) || confirmed.has(person.email) ? undefined : likelyMeant(person.email)
    if (meant !== undefined && confirmed.has(meant)) person.email = meant
    else if (meant !== undefined) return { ...person, fate: 'uncertain', problem: { code: 'uncertain', address: meant }, meant }
    const above = seen.get(person.email)
    if (above) return { ...person, ...whatOfSecond(person, above) }
    const before = known.get(person.email)
    const planned: PlannedLine = { ...person, fate: before?.isActive === false ? 'comes back' : 'joins' }
    if (before?.isActive) Object.assign(planned, whatOfOther(person, before))
    else if (room-- <= 0) planned.fate = 'no room'
    seen.set(person.email, planned)
    return planned
  })
}

function whyNotRead({ name, email, giftIdeas, text }: ReadLine): Problem | undefined {
  if ([name, email, giftIdeas].some(isUnreadable)) return { code: 'unreadable' }
  if (/^"[^"]*$/.test(name)) return { code: 'openQuotation' }
  if (email !== '') return undefined
  return { code: /[;|\t\n]/.test(text) ? 'noAddress' : 'noAddress.typed' }
}

/** What becomes of a line whose address stands on a line above. */
function whatOfSecond(person: ReadLine, above: PlannedLine): Pick<PlannedLine, 'fate' | 'problem'> {
  if (isSameName(person.name, above.name)) return { fate: 'repeated', problem: { code: 'repeated', line: above.first } }
  return { fate: 'shared', problem: { code: 'sharedAbove', line: above.first, person: above.name, address: besideInMailbox(person.email) } }
}

/** What becomes of a line whose address belongs to somebody who is in. */
function whatOfOther(person: ReadLine, { name }: Known): Pick<PlannedLine, 'fate' | 'problem'> {
  if (person.isNamedByAddress || isSameName(person.name, name)) return { fate: 'is in' }
  return { fate: 'shared', problem: { code: 'sharedBefore', person: name, address: besideInMailbox(person.email) } }
}

/** Another address that most mail services deliver into the same mailbox. */
export function besideInMailbox(email: string): string {
  return email.replace('@', '+2@')
}

/** Whether two names can be one person’s: all words of the shorter one stand in the longer. */
function isSameName(one: string, other: string): boolean {
  const [few = [], many = []] = [one, other].map((name) => name.split(/[\s,]+/).filter(Boolean)).toSorted((a, b) => a.length - b.length)
  return few.every((word) => countOf(word, many) > 0)
}
