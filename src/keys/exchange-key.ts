import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

const ExchangeKeySchema = defineEntity({
  name: 'ExchangeKey',
  tableName: 'exchange_key',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange),
    /** The key, sealed with the installation's secret. */
    sealedKey: p.string().length(255),
  },
})

/**
 * A key of one exchange, with which its secrets are sealed. It has one, or more where the installation's secret was another one for a while. No backup holds them, so that
 * what was erased can't be opened from an old one.
 */
export class ExchangeKey extends ExchangeKeySchema.class {}
ExchangeKeySchema.setClass(ExchangeKey)
