import type { EntityManager } from '../../database/orm.ts'
import type { Exchange } from '../../exchanges/exchange.ts'
import { holdExchange } from '../../exchanges/hold-exchange.ts'
import { attempt, type Outcome } from '../../outcome.ts'
import type { Services } from '../../services.ts'
import { join } from '../join.ts'
import type { NotSent } from '../not-sent.ts'
import { Participant } from '../participant.ts'
import { sendConfirmation } from '../send-link.ts'
import { makeHouseholds, type PlannedHousehold, planHouseholds } from './households.ts'
import { adds, type PlannedLine, planLines, readKnown } from './plan.ts'
import type { ReadLine } from './read-list.ts'

/** A list to add; `together` is what `keepTogether` noted of an earlier part of it, and `confirmed` the addresses that look like a slip and are none. */
export type List = { lines: ReadLine[]; together?: string; confirmed?: ReadonlySet<string> }

/** What becomes, or became, of each line of a list, and of the households in it. */
export type Plan = { lines: PlannedLine[]; households: PlannedHousehold[] }

/** Previews a list: what would become of it now. Changes nothing. Throws NotFound. */
export function planImport(em: EntityManager, exchangeId: string, list: List): Promise<Outcome<Plan>> {
  return attempt(em, async (transaction) => (await plan(transaction, exchangeId, list)).plan)
}

/**
 * Adds everybody on a list who is not in yet and whose line can be read, each with a link by mail, and makes their households. Returns
 * what became of the list, and the addresses to which no e-mail could be sent. Throws NotFound.
 */
export function importPeople(em: EntityManager, services: Services, exchangeId: string, list: List): Promise<Outcome<Plan & NotSent>> {
  return attempt(em, async (transaction) => {
    const { plan: planned, exchange } = await plan(transaction, exchangeId, list)
    const notSent = await addAll(transaction, services, exchange, planned.lines.filter(adds))
    await transaction.flush()
    await makeHouseholds(transaction, services.world, exchange.id, planned.households)
    return { ...planned, ...notSent }
  })
}

async function plan(em: EntityManager, exchangeId: string, { lines, together, confirmed = new Set() }: List): Promise<{ plan: Plan; exchange: Exchange }> {
  const exchange = await holdExchange(em, exchangeId)
  const known = await readKnown(em, exchange.id)
  const planned = planLines(exchange, known, lines, confirmed)
  return { plan: { lines: planned, households: planHouseholds(planned, known, together) }, exchange }
}

async function addAll(em: EntityManager, services: Services, exchange: Exchange, added: PlannedLine[]): Promise<NotSent> {
  const left = await em.find(Participant, { exchange, withdrawnAt: { $ne: null } })
  const byEmail = new Map(left.map((participant) => [participant.email, participant]))
  const notSent: NotSent = { unsent: [], unwanted: [] }
  for (const { name, email, giftIdeas } of added) {
    const newcomer = { name, email, addedByOrganiser: true, ...(giftIdeas === '' ? {} : { giftIdeas }) }
    const joined = await join(em, services, exchange.id, byEmail.get(email) ?? null, newcomer)
    const sending = await sendConfirmation(em, services, exchange.id, joined)
    if (sending !== 'sent') notSent[sending].push(email)
  }
  return notSent
}
