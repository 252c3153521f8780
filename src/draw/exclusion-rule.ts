import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Participant } from '../participants/participant.ts'

const ExclusionRuleSchema = defineEntity({
  name: 'ExclusionRule',
  tableName: 'exclusion_rule',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false),
    giver: () => belongsTo(Participant),
    receiver: () => belongsTo(Participant),
    /** `exclusion` holds in both directions, `one_way` only from giver to receiver. */
    kind: p.enum(['exclusion', 'one_way'] as const),
  },
  uniques: [{ properties: ['exchange', 'giver', 'receiver'] }],
  checks: [{ name: 'exclusion_rule_two_people_check', expression: 'giver_id <> receiver_id' }],
})

/** The giver shall not draw the receiver. */
export class ExclusionRule extends ExclusionRuleSchema.class {}
ExclusionRuleSchema.setClass(ExclusionRule)
