import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { RuleBroken } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { localDate } from '../exchanges/local-date.ts'
import { tellApart } from '../participants/namesakes.ts'
import type { Services } from '../services.ts'
import { byName } from '../ui/by-name.ts'
import type { DrawProblem, Rule } from './engine/problem.ts'
import { openOrNote, openReceiver } from './seal.ts'

/** Somebody who takes part, called so that the organiser can tell them from others of the same name. */
export type Person = { id: string; name: string }

/**
 * A rule in force and whom of those who take part it is about, in its order; of `history` only the name of the earlier exchange is
 * told, whether it has no draw (`isIdle`), whether it is not over yet (`isUnderWay`), and whether its draw can't be opened (`isShut`).
 */
export type ListedRule = {
  id: string
  kind: 'exclusion' | 'one_way' | 'household' | 'history'
  members: Person[]
  earlierName: string | undefined
  isIdle: boolean
  isUnderWay: boolean
  isShut: boolean
}

/**
 * Who takes part and which rules hold. In `problem`, which is for the engine, people and rules have the same order as in the lists.
 * Who gives to whom in an exchange that is not over stands in `softRules` instead, for the draw alone: whatever is told of possible
 * draws, or of the changes of a repair, could be used to find it out.
 */
export type Constraints = { people: Person[]; rules: ListedRule[]; problem: DrawProblem; softRules: Rule[] }

type Recorded = {
  id: string
  kind: ListedRule['kind']
  earlierId: string | null
  earlierName: string | null
  isDrawn: number
  earlierState: ExchangeState | null
  earlierDate: string | null
  earlierZone: string | null
  memberId: string | null
}

/** Everybody who takes part in an exchange, by name, and what keeps whom from giving to whom. */
export async function readConstraints(em: EntityManager, services: Pick<Services, 'vault' | 'world' | 'log'>, exchangeId: string): Promise<Constraints> {
  const sql = 'select id, name, email from participant where exchange_id = ? and withdrawn_at is null'
  const people = tellApart(await rows<Person & { email: string }>(em, sql, [exchangeId]))
  people.sort((one, other) => byName(one, other) || (one.id < other.id ? -1 : 1))
  const places = new Map(people.map(({ id }, place) => [id, place]))
  const rules: ListedRule[] = []
  const inForce: Rule[] = []
  const softRules: Rule[] = []
  for (const recorded of await readRules(em, exchangeId)) {
    const { id, kind, earlierId, earlierName, isDrawn, memberIds } = recorded
    const listed = memberIds.flatMap((member) => places.get(member) ?? [])
    // People of a rule have an order, those of a household have none of their own.
    const members = kind === 'household' ? listed.toSorted((one, other) => one - other) : listed
    const earlier = earlierId === null ? undefined : await readEarlierPairs(em, services, earlierId, people)
    const rule = earlierId === null ? ruleBetween(kind, members, memberIds.length) : { pairs: earlier ?? [] }
    const isWish = isUnderWay(recorded, services.world.now())
    rules.push({
      id,
      kind,
      members: members.map((place) => person(people[place])),
      earlierName: earlierName ?? undefined,
      isIdle: isDrawn === 0,
      isUnderWay: isWish,
      isShut: earlierId !== null && earlier === undefined,
    })
    if (isWish) softRules.push(rule)
    inForce.push(isWish ? { pairs: [] } : rule)
  }
  return { people: people.map(person), rules, problem: { count: people.length, rules: inForce }, softRules }
}

/** Whether the gifts of an earlier exchange are still to come: completing it early does not end the surprise. */
function isUnderWay({ earlierState, earlierDate, earlierZone }: Recorded, now: Date): boolean {
  if (earlierDate === null || earlierZone === null) return false
  return earlierState === 'matched' || (earlierState === 'completed' && earlierDate >= localDate(now, earlierZone))
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

async function readRules(em: EntityManager, exchangeId: string): Promise<(Recorded & { memberIds: string[] })[]> {
  const recorded = await rows<Recorded>(
    em,
    `select r.id as id, r.kind as kind, r.earlier_exchange_id as "earlierId", e.name as "earlierName",
            e.id is null or e.draw_id is not null as "isDrawn", e.state as "earlierState", e.exchange_date as "earlierDate", e.timezone as "earlierZone",
            m.participant_id as "memberId", r.created_at as "madeAt", m.position as place
       from exclusion_rule r left join exclusion_rule_member m on m.rule_id = r.id left join exchange e on e.id = r.earlier_exchange_id
      where r.exchange_id = ?
      union all
     select h.id, 'household', null, null, true, null, null, null, p.id, h.created_at, 0
       from household h left join participant p on p.household_id = h.id where h.exchange_id = ?
      order by "madeAt", id, place`,
    [exchangeId, exchangeId],
  )
  const rules = new Map<string, Recorded & { memberIds: string[] }>()
  for (const one of recorded) {
    const rule = rules.get(one.id) ?? { ...one, memberIds: [] }
    if (one.memberId !== null) rule.memberIds.push(one.memberId)
    rules.set(one.id, rule)
  }
  return [...rules.values()]
}

/**
 * Who gave to whom in an earlier exchange, among `people`, who are known again by their addresses; undefined when its draw can't be
 * opened. Nothing of it may be shown. One statement reads it all, since that draw may be undone and made anew meanwhile.
 */
async function readEarlierPairs(
  em: EntityManager,
  { vault, log }: Pick<Services, 'vault' | 'log'>,
  earlierId: string,
  people: readonly { email: string }[],
): Promise<[number, number][] | undefined> {
  const places = new Map(people.map(({ email }, place) => [email, place]))
  const matches = await rows<{ giverId: string; sealed: string | null; email: string; drawId: string | null }>(
    em,
    `select p.id as "giverId", p.email, m.sealed_receiver as sealed, e.draw_id as "drawId"
       from participant p join exchange e on e.id = p.exchange_id left join "match" m on m.giver_id = p.id where p.exchange_id = ?`,
    [earlierId],
  )
  const emails = new Map(matches.map(({ giverId, email }) => [giverId, email]))
  const pairs: [number, number][] = []
  for (const { giverId, sealed, email, drawId } of matches) {
    const giver = places.get(email)
    if (sealed === null || drawId === null || giver === undefined) continue
    const receiverId = openOrNote(log, { exchange: earlierId, giver: giverId }, () => openReceiver(vault, drawId, giverId, sealed))
    if (receiverId === undefined) return undefined
    const receiver = places.get(emails.get(receiverId) ?? '')
    if (receiver !== undefined) pairs.push([giver, receiver])
  }
  return pairs
}

/** Throws RuleBroken when a rule can't be kept, since the draw that it looks back to can't be opened: dropping it in silence would break a promise. */
export function mustBeKeepable({ rules }: Pick<Constraints, 'rules'>): void {
  const shut = rules.find(({ isShut }) => isShut)
  if (shut) throw new RuleBroken({ code: 'history is shut', exchange: shut.earlierName ?? '' })
}

/** Why a rule can't be kept that looks back to the exchange of that name. */
export function shutRule(earlierName = ''): string {
  return `Who gave to whom in “${earlierName}” can’t be opened: what is stored of it was changed, or the secret key is another one.`
}
