import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false),
    /** By which only those who can open the match find it: see `thread.ts`. */
    tag: p.string().length(43).unique(),
    /** What it says, sealed with the key of the exchange. All are of one length. */
    sealedText: p.text(),
    /** When it shows on the other side. Nothing says when it was written. */
    deliverAt: p.datetime(),
  },
  indexes: [{ properties: ['exchange', 'deliverAt'] }],
})

/** Something that a giver wrote to their receiver, or a receiver to their giver. The row names neither, nor which of the two. */
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message)

/** The beginning of the causes of e-mails that say that there are messages in an exchange. */
export function causeOfNews(exchangeId: string): string {
  return `new messages:${exchangeId}:`
}
