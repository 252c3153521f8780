import type { EntityManager } from '../database/orm.ts'
import { RuleBroken } from '../errors.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { holdExchange, holdExchanges } from '../exchanges/hold-exchange.ts'
import { holdPastIfTheirs } from '../exchanges/hold-past.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { tellApart } from '../participants/namesakes.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { readConstraints } from './constraints.ts'
import { ExclusionRule, ExclusionRuleMember } from './exclusion-rule.ts'
import { Household } from './household.ts'
import { mustBeAgreed, repairDraw } from './repair-draw.ts'

/** What a new rule says: about whom, in which order, or from which earlier exchanges of which account, each of which makes a rule of its own. */
export type NewRule =
  | { kind: 'exclusion' | 'one_way' | 'household'; participantIds: string[] }
  | { kind: 'history'; earlierExchangeIds: string[]; accountId: string }

type RuleOfPeople = Exclude<NewRule, { kind: 'history' }>
type HistoryRule = Extract<NewRule, { kind: 'history' }>

/**
 * Adds a rule to an exchange; one that stands already is not doubled, and then it returns false. Once the names are drawn,
 * the draw is repaired so that it keeps the rule too, if that `isAgreed`. Throws NotFound.
 */
export function addRule(em: EntityManager, services: Services, exchangeId: string, rule: NewRule, isAgreed: boolean): Promise<Outcome<boolean>> {
  return attempt(em, async (transaction) => {
    if (rule.kind === 'history') await holdExchanges(transaction, [exchangeId, ...rule.earlierExchangeIds])
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.mustAllowRules()
    mustBeAgreed(exchange, isAgreed)
    if (rule.kind === 'history') return lookBack(transaction, services, exchange, rule)
    if (await stands(transaction, services, exchange, rule)) return false
    const ruleId = services.world.newId()
    if (rule.kind === 'household') await house(transaction, exchange, ruleId, await mustTakePart(transaction, exchange, rule.participantIds))
    else exclude(transaction, services, exchange, ruleId, rule.kind, await mustTakePart(transaction, exchange, rule.participantIds))
    if (exchange.isDrawn()) await repairDraw(transaction, services, exchange, { cause: 'rule', ruleId })
    return true
  })
}

async function stands(em: EntityManager, services: Services, exchange: Exchange, rule: RuleOfPeople): Promise<boolean> {
  const inOrder = (ids: string[]) => (rule.kind === 'one_way' ? ids : ids.toSorted()).join(' ')
  const { rules } = await readConstraints(em, services, exchange.id)
  return rules.some(({ kind, members }) => kind === rule.kind && inOrder(members.map(({ id }) => id)) === inOrder(rule.participantIds))
}

/** Those people, in that order. Throws RuleBroken when somebody is of another exchange or has left. */
async function mustTakePart(em: EntityManager, exchange: Exchange, ids: string[]): Promise<Participant[]> {
  const found = new Map((await em.find(Participant, { exchange, id: { $in: ids }, withdrawnAt: null })).map((participant) => [participant.id, participant]))
  if (found.size < ids.length) throw new RuleBroken({ code: 'person of a rule is gone' })
  return ids.map((id) => found.get(id) as Participant)
}

async function house(em: EntityManager, exchange: Exchange, id: string, people: Participant[]): Promise<void> {
  const housed = tellApart(people.map(({ name, email, household }) => ({ name, email, household }))).find(({ household }) => household)
  if (housed) throw new RuleBroken({ code: 'has a household', person: housed.name })
  const household = em.create(Household, { id, exchange })
  for (const participant of people) participant.moveInto(household)
}

function exclude(em: EntityManager, { world }: Services, exchange: Exchange, id: string, kind: 'exclusion' | 'one_way', people: Participant[]): void {
  const rule = em.create(ExclusionRule, { id, exchange, kind, earlierExchange: null, pastExchange: null })
  for (const [position, participant] of people.entries()) em.create(ExclusionRuleMember, { id: world.newId(), rule, participant, position })
}

/** Adds a rule for each of those earlier exchanges that none looks back to yet. Returns whether there was any. */
async function lookBack(em: EntityManager, services: Services, exchange: Exchange, { earlierExchangeIds, accountId }: HistoryRule): Promise<boolean> {
  const isLookedBackTo = async (id: string) => (await em.count(ExclusionRule, { exchange, $or: [{ earlierExchange: id }, { pastExchange: id }] })) > 0
  const added: string[] = []
  for (const earlierId of earlierExchangeIds) if (!(await isLookedBackTo(earlierId))) added.push(await lookBackTo(em, services, exchange, earlierId, accountId))
  if (!exchange.isDrawn()) return added.length > 0
  // A repair keeps one rule more, and takes that one away when it is undone.
  if (added.length > 1) throw new RuleBroken({ code: 'one earlier exchange at a time' })
  for (const ruleId of added) await repairDraw(em, services, exchange, { cause: 'rule', ruleId })
  return added.length > 0
}

async function lookBackTo(em: EntityManager, { world }: Services, exchange: Exchange, earlierId: string, accountId: string): Promise<string> {
  const id = world.newId()
  const earlier = await em.findOne(Exchange, { id: earlierId })
  const isTheirs = (await em.count(Organiser, { exchange: earlierId, account: accountId })) > 0
  const past = earlier ? null : await holdPastIfTheirs(em, earlierId, accountId)
  const mayLookBack = past !== null || (isTheirs && earlier !== exchange && earlier?.hasDraw())
  if (!mayLookBack) throw new RuleBroken({ code: 'no draw to remember' })
  em.create(ExclusionRule, { id, exchange, kind: 'history', earlierExchange: earlier, pastExchange: past })
  return id
}
