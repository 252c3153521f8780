import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { PastExchange } from '../exchanges/past-exchange.ts'

const PastPairSchema = defineEntity({
  name: 'PastPair',
  tableName: 'past_pair',
  properties: {
    ...columns,
    exchange: () => belongsTo(PastExchange).index(false),
    /** A keyed hash of the giver's address, of this exchange alone: in another one the same address has another hash. */
    giver: p.string().length(43),
    /** The receiver's hash, sealed for this exchange and this giver. */
    sealedReceiver: p.string().length(255),
  },
  uniques: [{ properties: ['exchange', 'giver'] }],
})

/** Who gave to whom in an exchange that was erased, as only those can read who hold the key and know both addresses. */
export class PastPair extends PastPairSchema.class {}
PastPairSchema.setClass(PastPair)
