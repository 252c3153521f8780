import type { EntityManager } from '../database/orm.ts'
import { RuleGone } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import { ExclusionRule, ExclusionRuleMember } from './exclusion-rule.ts'
import { Household } from './household.ts'

/** Takes a rule away. A draw stays as it is: it keeps fewer rules as well. Throws NotFound, which RuleGone is too. */
export function deleteRule(em: EntityManager, exchangeId: string, ruleId: string): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.mustAllowRules()
    if (!(await removeRule(transaction, exchange, ruleId))) throw new RuleGone(exchangeId)
  })
}

/** Takes a rule away in the caller's transaction; returns whether there was one. */
export async function removeRule(em: EntityManager, exchange: Exchange, ruleId: string): Promise<boolean> {
  if ((await em.count(ExclusionRule, { id: ruleId, exchange })) > 0) {
    await em.nativeDelete(ExclusionRuleMember, { rule: ruleId })
    await em.nativeDelete(ExclusionRule, { id: ruleId })
    return true
  }
  if ((await em.count(Household, { id: ruleId, exchange })) === 0) return false
  await em.nativeUpdate(Participant, { household: ruleId }, { household: null })
  await em.nativeDelete(Household, { id: ruleId })
  return true
}
