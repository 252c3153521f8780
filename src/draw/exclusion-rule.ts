import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { PastExchange } from '../exchanges/past-exchange.ts'
import { Participant } from '../participants/participant.ts'

const ExclusionRuleSchema = defineEntity({
  name: 'ExclusionRule',
  tableName: 'exclusion_rule',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange),
    /** `exclusion` holds between each pair of its members, `one_way` from the first to the second, `history` between everybody who was a pair in an earlier exchange. */
    kind: p.enum(['exclusion', 'one_way', 'history'] as const),
    earlierExchange: () => belongsTo(Exchange).strictNullable(),
    /** The earlier exchange once that is erased. */
    pastExchange: () => belongsTo(PastExchange).strictNullable(),
    members: () => p.oneToMany(ExclusionRuleMember).mappedBy('rule').orderBy({ position: 'asc' }),
  },
  checks: [{ name: 'exclusion_rule_earlier_exchange_check', expression: `(kind = 'history') = ((earlier_exchange_id is null) <> (past_exchange_id is null))` }],
})

/** Says who shall not give to whom in one exchange. */
export class ExclusionRule extends ExclusionRuleSchema.class {}
ExclusionRuleSchema.setClass(ExclusionRule)

const ExclusionRuleMemberSchema = defineEntity({
  name: 'ExclusionRuleMember',
  tableName: 'exclusion_rule_member',
  properties: {
    ...columns,
    rule: () => belongsTo(ExclusionRule).index(false),
    participant: () => belongsTo(Participant),
    /** The place in the rule, from 0. */
    position: p.integer(),
  },
  uniques: [{ properties: ['rule', 'participant'] }],
})

/** Somebody whom a rule is about. */
export class ExclusionRuleMember extends ExclusionRuleMemberSchema.class {}
ExclusionRuleMemberSchema.setClass(ExclusionRuleMember)
