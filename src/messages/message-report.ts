import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

const MessageReportSchema = defineEntity({
  name: 'MessageReport',
  tableName: 'message_report',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false),
    /** By which only those who can open the match find it, so that a message is reported once. */
    tag: p.string().length(43).unique(),
    /** What the reported message says, sealed with the key of the exchange for its organisers. All are of one length. */
    sealedText: p.text(),
    /** When the organisers get to read it. Nothing says when it was reported. */
    deliverAt: p.datetime(),
  },
  indexes: [{ properties: ['exchange', 'deliverAt'] }],
})

/** A message that somebody reported, for the organisers to read: that one text, and neither who wrote it nor who reported it. */
export class MessageReport extends MessageReportSchema.class {}
MessageReportSchema.setClass(MessageReport)
