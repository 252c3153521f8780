import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from './exchange.ts'

/** What an organiser may want to be told of, of one exchange. */
export type Wishes = Record<'newRegistration' | 'withdrawal' | 'drawDone' | 'mailFailing' | 'purgeComing', boolean>

const OrganiserSchema = defineEntity({
  name: 'Organiser',
  tableName: 'organiser',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false),
    account: () => belongsTo(Account),
    newRegistration: p.boolean().default(true),
    withdrawal: p.boolean().default(true),
    drawDone: p.boolean().default(true),
    mailFailing: p.boolean().default(true),
    purgeComing: p.boolean().default(true),
  },
  uniques: [{ properties: ['exchange', 'account'] }],
})

/** An account that organises an exchange, and what it wants to be told of. All organisers of an exchange are equal. */
export class Organiser extends OrganiserSchema.class {
  choose(wishes: Wishes): void {
    Object.assign(this, wishes)
  }
}
OrganiserSchema.setClass(Organiser)
