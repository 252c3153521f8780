import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { drawOf } from '../draw/draw.ts'
import { isOpen } from '../draw/plans.ts'
import { RuleBroken } from '../errors.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { localDate } from '../exchanges/local-date.ts'
import { queueEmails } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import type { NotSent } from './not-sent.ts'
import { emailOf, isStillToDo, type Nudge, nudges, whyNotNudge } from './nudges.ts'
import type { ExchangeOfPeople, ListedPerson } from './reads.ts'
import { whyNotWriteTo } from './send-link.ts'
import { readStandings } from './standing.ts'

/** What came of a nudge: how many e-mails go out, how many of those who have it still to do got theirs earlier today, and to which addresses none can be sent. */
export type Nudged = { sent: number; earlier: number } & NotSent

/**
 * Writes to exactly those who have that still to do, to each once a day, which is a day of the exchange's time zone.
 * Throws NotFound.
 */
export function nudgePeople(em: EntityManager, services: Services, exchangeId: string, nudge: Nudge): Promise<Outcome<Nudged>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const refusal = whyNotNudge(nudge, exchange)
    if (refusal) throw new RuleBroken(refusal)
    // While no key opens who has looked, nobody can, and all would be asked to.
    if (nudge === 'look' && !(await isOpen(transaction, services.vault, await drawOf(transaction, exchange)))) throw new RuleBroken({ code: 'draw is shut' })
    const today = localDate(services.world.now(), exchange.timezone)
    const open = (await readStandings(transaction, services.vault, exchangeId)).filter((person) => isStillToDo(nudge, person))
    const causes = await readCauses(transaction, exchangeId, today)
    const untold = open.filter(({ id }) => !causes.has(causeOf(today, nudge, id)))
    const readers: typeof untold = []
    const notSent: NotSent = { unsent: [], unwanted: [] }
    for (const person of untold) {
      const whyNot = await whyNotWriteTo(transaction, services, person.email)
      if (whyNot) notSent[whyNot].push(person.email)
      else readers.push(person)
    }
    await queueEmails(
      transaction,
      services,
      readers.map((reader) => ({ kind: emailOf[nudge], reader, parameters: {}, exchangeId, cause: causeOf(today, nudge, reader.id) })),
    )
    return { sent: readers.length, earlier: open.length - untold.length, ...notSent }
  })
}

/** Something that people can be nudged to do: who has it still to do, how many of them got their e-mail earlier today, how many want none, and how many can be written to now. */
export type OpenNudge = { nudge: Nudge; people: ListedPerson[]; earlier: number; unwanted: number; ahead: number }

/** What people of an exchange can be nudged to do now; nothing that all of them have done. `everyone` is all who take part or have left. */
export async function readOpenNudges(em: EntityManager, world: World, exchange: ExchangeOfPeople, everyone: ListedPerson[]): Promise<OpenNudge[]> {
  const possible = nudges.filter((nudge) => whyNotNudge(nudge, exchange) === undefined)
  if (possible.length === 0) return []
  const today = localDate(world.now(), exchange.timezone)
  const causes = await readCauses(em, exchange.id, today)
  return possible
    .map((nudge) => {
      const people = everyone.filter((person) => isStillToDo(nudge, person))
      const told = people.filter(({ id }) => causes.has(causeOf(today, nudge, id)))
      const unwanted = people.filter((person) => person.mail === 'unwanted' && !told.includes(person)).length
      return { nudge, people, earlier: told.length, unwanted, ahead: people.length - told.length - unwanted }
    })
    .filter(({ people }) => people.length > 0)
}

function causeOf(date: string, nudge: Nudge, participantId: string): string {
  return `nudge:${date}:${nudge}:${participantId}`
}

/** The causes of all nudges of an exchange on that day. */
async function readCauses(em: EntityManager, exchangeId: string, date: string): Promise<Set<string>> {
  return new Set((await findCauses(em, { exchangeId, cause: `nudge:${date}:%` })).map(({ cause }) => cause))
}

const findCauses = query((db, given: { exchangeId: string; cause: string }) =>
  db.selectFrom('OutgoingEmail').select('deduplicationKey as cause').where('exchange', '=', given.exchangeId).where('deduplicationKey', 'like', given.cause),
)
