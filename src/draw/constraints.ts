import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { statesWithDraw } from '../exchanges/exchange-states.ts'
import { localDate } from '../exchanges/local-date.ts'
import { inEnglish } from '../language/english.ts'
import type { Printer } from '../language/printer.ts'
import { tellApart } from '../participants/namesakes.ts'
import type { Services } from '../services.ts'
import { byName } from '../ui/by-name.ts'
import { readPairsOf } from './earlier-pairs.ts'
import type { DrawProblem, Rule } from './engine/problem.ts'

/** Somebody who takes part, called so that the organiser can tell them from others of the same name. */
export type Person = { id: string; name: string }

/**
 * A rule in force and whom of those who take part it is about, in its order; of `history` only the name of the earlier exchange is
 * told, whether it has no draw (`isIdle`), whether its gifts are still to come (`hasGiftsAhead`), whether it is erased (`isErased`), and whether its draw can't be opened (`isShut`).
 */
export type ListedRule = {
  id: string
  kind: 'exclusion' | 'one_way' | 'household' | 'history'
  members: Person[]
  earlierName: string | undefined
  isIdle: boolean
  hasGiftsAhead: boolean
  isErased: boolean
  isShut: boolean
}

/**
 * Who takes part and which rules hold. In `problem`, which is for the engine, people and rules have the same order as in the lists.
 * Who gives to whom in an exchange that is not over stands in `softRules` instead, for the draw alone: whatever is told of possible
 * draws, or of the changes of a repair, could be used to find it out. `lookedBackTo` are those exchanges, by identifiers.
 */
export type Constraints = { people: Person[]; rules: ListedRule[]; problem: DrawProblem; softRules: Rule[]; lookedBackTo: string[] }

type Recorded = Awaited<ReturnType<typeof readRules>>[number]

/** The account that reads, and what prints in its language. */
type Reader = { accountId: string; t: Printer }

/**
 * Everybody who takes part in an exchange, by name in the order of the reader's language (where nobody reads, the English one), and what keeps whom
 * from giving to whom. A reader is told the names of their own exchanges alone.
 */
export async function readConstraints(
  em: EntityManager,
  services: Pick<Services, 'vault' | 'world' | 'log'>,
  exchangeId: string,
  reader?: Reader,
): Promise<Constraints> {
  const people = tellApart(await findPeople(em, { exchangeId }))
  const order = byName(reader?.t ?? inEnglish)
  const own = reader && new Set((await findOwn(em, { accountId: reader.accountId })).map(({ id }) => id))
  people.sort((one, other) => order(one, other) || (one.id < other.id ? -1 : 1))
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const rules: ListedRule[] = []
  const inForce: Rule[] = []
  const softRules: Rule[] = []
  const lookedBackTo: string[] = []
  for (const recorded of await readRules(em, exchangeId)) {
    const { id, kind, earlierId, pastId, earlierName, isDrawn, memberIds } = recorded
    const listed = memberIds.flatMap((member) => places.get(member) ?? [])
    // People of a rule have an order, those of a household have none of their own.
    const members = kind === 'household' ? listed.toSorted((one, other) => one - other) : listed
    const earlier = await readPairsOf(em, services, recorded, people)
    const rule = kind === 'history' ? { pairs: earlier ?? [] } : ruleBetween(kind, members, memberIds.length)
    const giftsAhead = hasGiftsAhead(recorded, services.world.now())
    // Of an exchange that was erased nothing may be told for good.
    const isSoft = giftsAhead || pastId !== null
    rules.push({
      id,
      kind,
      members: members.map((place) => person(people[place])),
      earlierName: own && kind === 'history' && !own.has(earlierId ?? pastId ?? '') ? undefined : (earlierName ?? undefined),
      isIdle: !isDrawn,
      hasGiftsAhead: giftsAhead,
      isErased: pastId !== null,
      isShut: kind === 'history' && earlier === undefined,
    })
    if (isSoft) {
      softRules.push(rule)
      lookedBackTo.push((earlierId ?? pastId) as string)
    }
    inForce.push(isSoft ? { pairs: [] } : rule)
  }
  return { people: people.map(person), rules, problem: { count: people.length, rules: inForce }, softRules, lookedBackTo }
}

/** Whether the gifts of an earlier exchange are still to come: neither completing it early ends the surprise nor moving its day. */
function hasGiftsAhead({ earlierState, earlierDate, earlierZone, surpriseEndsAt }: Recorded, now: Date): boolean {
  if (earlierDate === null || earlierZone === null) return false
  if (earlierState !== 'completed') return earlierState === 'matched'
  return earlierDate >= localDate(now, earlierZone) || Boolean(surpriseEndsAt && surpriseEndsAt > now)
}

function person(found: Person | undefined): Person {
  const { id, name } = found as Person
  return { id, name }
}

/** A rule one way says nothing once one of its two people has left. */
function ruleBetween(kind: ListedRule['kind'], members: number[], stated: number): Rule {
  if (kind !== 'one_way') return { group: members }
  return { pairs: members.length === stated ? [[members[0] as number, members[1] as number]] : [] }
}

/** The rules of an exchange, those with people and those that look back as well as its households, by when they were made, each with its people. */
async function readRules(em: EntityManager, exchangeId: string) {
  const [rules, households] = [await findRules(em, { exchangeId }), await findHouseholds(em, { exchangeId })]
  const nothingEarlier = {
    earlierId: null,
    pastId: null,
    earlierName: null,
    isDrawn: true,
    earlierState: null,
    earlierDate: null,
    earlierZone: null,
    surpriseEndsAt: null,
  }
  const recorded = [...rules, ...households.map((household) => ({ ...household, ...nothingEarlier, kind: 'household' as const, place: 0 }))]
  const inOrder = recorded.sort((one, other) => one.madeAt.getTime() - other.madeAt.getTime() || (one.id < other.id ? -1 : Number(one.id > other.id)))
  return [...Map.groupBy(inOrder, ({ id }) => id).values()].map((rows) => {
    const [first] = rows as [(typeof rows)[number]]
    return { ...first, memberIds: rows.flatMap(({ memberId }) => memberId ?? []) }
  })
}

const findOwn = query((db, given: { accountId: string }) =>
  db
    .selectFrom('Organiser')
    .select('exchange as id')
    .where('account', '=', given.accountId)
    .unionAll(db.selectFrom('PastOrganiser').select('exchange as id').where('account', '=', given.accountId)),
)

const findPeople = query((db, given: { exchangeId: string }) =>
  db.selectFrom('Participant').select(['id', 'name', 'email']).where('exchange', '=', given.exchangeId).where('withdrawnAt', 'is', null),
)

const findRules = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('ExclusionRule as r')
    .leftJoin('ExclusionRuleMember as m', 'm.rule', 'r.id')
    .leftJoin('Exchange as e', 'e.id', 'r.earlierExchange')
    .leftJoin('PastExchange as past', 'past.id', 'r.pastExchange')
    .select(['r.id', 'r.kind', 'r.createdAt as madeAt', 'm.participant as memberId', 'm.position as place'])
    .select([
      'r.earlierExchange as earlierId',
      'r.pastExchange as pastId',
      'e.state as earlierState',
      'e.exchangeDate as earlierDate',
      'e.timezone as earlierZone',
      'e.surpriseEndsAt',
    ])
    .select(({ fn }) => fn.coalesce('e.name', 'past.name').as('earlierName'))
    .select((eb) => eb.or([eb('e.id', 'is', null), eb('e.state', 'in', statesWithDraw)]).as('isDrawn'))
    .where('r.exchange', '=', given.exchangeId)
    .orderBy('m.position'),
)

const findHouseholds = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Household as h')
    .leftJoin('Participant as p', 'p.household', 'h.id')
    .select(['h.id', 'h.createdAt as madeAt', 'p.id as memberId'])
    .where('h.exchange', '=', given.exchangeId),
)

/**
 * Throws RuleBroken when a rule can't be kept, since the draw that it looks back to can't be opened: dropping it in silence would break a
 * promise. Which one that is, the list of rules says to whoever may know of it.
 */
export function mustBeKeepable({ rules }: Pick<Constraints, 'rules'>): void {
  if (rules.some(({ isShut }) => isShut)) throw new RuleBroken({ code: 'history is shut' })
}
