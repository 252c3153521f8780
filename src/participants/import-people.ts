import * as v from 'valibot'
import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import type { Parts } from '../web/parts.ts'
import { PersonForm } from './forms.ts'
import { join } from './join.ts'
import { Participant } from './participant.ts'
import type { ReadLine } from './people-csv.ts'
import { sendConfirmation } from './send-link.ts'

/** The most people that can be added at a time. */
export const mostAtOnce = 1000

/** What becomes of a line: the person joins or comes back, is in already, stands twice in the list, finds no room, or the line can't be read. */
export type Fate = 'joins' | 'comes back' | 'is in' | 'repeated' | 'no room' | 'bad'
export type PlannedLine = ReadLine & { fate: Fate; problem?: string }

/** Nothing is added while a line needs another look. */
export function needsAnotherLook({ fate }: PlannedLine): boolean {
  return fate === 'bad' || fate === 'no room'
}

/** Whether the line adds somebody. */
export function adds({ fate }: PlannedLine): boolean {
  return fate === 'joins' || fate === 'comes back'
}

/** What would become of each line now; nothing is changed. Throws RuleBroken, NotFound. */
export function planImport(em: EntityManager, exchangeId: string, lines: ReadLine[]): Promise<PlannedLine[]> {
  return em.transactional(async (transaction) => plan(transaction, await holdExchange(transaction, exchangeId), lines))
}

/**
 * Adds everybody on the list who is not in yet, each with a link by mail; or nobody, when a line needs another look.
 * Returns what became of each line. Throws RuleBroken, NotFound.
 */
export function importPeople(em: EntityManager, parts: Parts, exchangeId: string, lines: ReadLine[]): Promise<PlannedLine[]> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const planned = await plan(transaction, exchange, lines)
    if (planned.some(needsAnotherLook)) return planned
    const added = planned.filter(adds)
    const before = await transaction.find(Participant, { exchange, withdrawnAt: { $ne: null } })
    const byEmail = new Map(before.map((participant) => [participant.email, participant]))
    for (const { name, email } of added) {
      const joined = await join(transaction, parts, exchange.id, byEmail.get(email) ?? null, { name, email, addedByOrganiser: true })
      await sendConfirmation(transaction, parts, exchange.id, joined)
    }
    return planned
  })
}

async function plan(em: EntityManager, exchange: Exchange, lines: ReadLine[]): Promise<PlannedLine[]> {
  exchange.mustLetAddMany()
  if (lines.length > mostAtOnce) throw new RuleBroken(`These are ${lines.length} lines, and at most ${mostAtOnce} go at a time. Please split the list.`)
  const known = await rows<{ email: string; active: number }>(em, 'select email, withdrawn_at is null as active from participant where exchange_id = ?', [
    exchange.id,
  ])
  const isActive = new Map(known.map(({ email, active }) => [email, active === 1]))
  let room = exchange.roomBeside([...isActive.values()].filter(Boolean).length)
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const read = v.safeParse(PersonForm, line, { abortPipeEarly: true })
    if (!read.success) return { ...line, fate: 'bad', problem: line.email === '' ? noAddress : read.issues.map(({ message }) => message).join(' ') }
    const person = { ...line, ...read.output }
    const first = seen.get(person.email)
    if (first !== undefined) return { ...person, fate: 'repeated', problem: `The same address stands on line ${first}.` }
    seen.set(person.email, line.number)
    if (isActive.get(person.email)) return { ...person, fate: 'is in' }
    if (room-- <= 0) return { ...person, fate: 'no room' }
    return { ...person, fate: isActive.has(person.email) ? 'comes back' : 'joins' }
  })
}

const noAddress = 'There is no e-mail address. A line has a name, a comma, and the address.'
