import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'

const PastExchangeSchema = defineEntity({
  name: 'PastExchange',
  tableName: 'past_exchange',
  properties: {
    ...columns,
    name: p.string().length(255),
    exchangeDate: p.string().length(10),
    organisers: () => p.oneToMany(PastOrganiser).mappedBy('exchange'),
  },
})

/** What is left of an exchange that was erased, under its identifier, for as long as pairs or people of it are remembered; made when it was erased. */
export class PastExchange extends PastExchangeSchema.class {}
PastExchangeSchema.setClass(PastExchange)

const PastOrganiserSchema = defineEntity({
  name: 'PastOrganiser',
  tableName: 'past_organiser',
  properties: {
    ...columns,
    exchange: () => belongsTo(PastExchange).index(false),
    account: () => belongsTo(Account),
  },
  uniques: [{ properties: ['exchange', 'account'] }],
})

/** An account that organised an exchange which was erased. */
export class PastOrganiser extends PastOrganiserSchema.class {}
PastOrganiserSchema.setClass(PastOrganiser)
