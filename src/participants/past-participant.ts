import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { PastExchange } from '../exchanges/past-exchange.ts'

const PastParticipantSchema = defineEntity({
  name: 'PastParticipant',
  tableName: 'past_participant',
  properties: {
    ...columns,
    exchange: () => belongsTo(PastExchange).index(false),
    name: p.string().length(255),
    email: p.string().length(254),
    language: p.string().length(8).nullable(),
    /** The identifier of the household that the person was in: those who have the same one lived together. */
    household: p.string().length(36).strictNullable(),
  },
  uniques: [{ properties: ['exchange', 'email'] }],
})

/** Somebody of an exchange that was erased who wants to be invited again, under the identifier that they had there. */
export class PastParticipant extends PastParticipantSchema.class {}
PastParticipantSchema.setClass(PastParticipant)
