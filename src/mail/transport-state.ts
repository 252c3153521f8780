import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'

const TransportStateSchema = defineEntity({
  name: 'TransportState',
  tableName: 'transport_state',
  properties: {
    ...columns,
    /** The transport's name: each has a row of its own from its first trouble on. */
    name: p.string().length(40).unique(),
    /** At least how many milliseconds lie between the beginnings of two e-mails; 0 for no limit. */
    interval: p.integer().default(0),
    /** When the next e-mail may begin, as far as the interval goes. */
    nextAt: p.datetime(),
    /** Until when nothing is sent at all. */
    pausedUntil: p.datetime().strictNullable(),
    /** What holds it up: it can't be reached, or a limit of the provider is used up; null while it works. */
    trouble: p.enum(['unreachable', 'limit'] as const).strictNullable(),
    /** How many times in a row it failed. */
    failures: p.integer().default(0),
    /** When the first of these failures was, and when the last one that counted. */
    since: p.datetime().strictNullable(),
    failedAt: p.datetime().strictNullable(),
    /** Its last error. */
    reason: p.string().length(255).strictNullable(),
  },
})

/** What is known of a transport at present: the pace that it takes, and whether it works. All instances share it. */
export class TransportState extends TransportStateSchema.class {}
TransportStateSchema.setClass(TransportState)
