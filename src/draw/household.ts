import { defineEntity } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

const HouseholdSchema = defineEntity({
  name: 'Household',
  tableName: 'household',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange),
  },
})

/** People of one exchange who live together: nobody gives within one. */
export class Household extends HouseholdSchema.class {}
HouseholdSchema.setClass(Household)
