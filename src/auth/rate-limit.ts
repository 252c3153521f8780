import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'

const RateLimitSchema = defineEntity({
  name: 'RateLimit',
  tableName: 'rate_limit',
  properties: {
    ...columns,
    /** What is limited for whom, hashed. */
    key: p.string().length(64),
    at: p.datetime(),
  },
  indexes: [{ properties: ['key', 'at'] }, { properties: ['at'] }],
})

/** One try that counts towards a limit. */
export class RateLimit extends RateLimitSchema.class {}
RateLimitSchema.setClass(RateLimit)
