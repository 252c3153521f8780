import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Participant } from '../participants/participant.ts'
import { Exchange } from './exchange.ts'

const noticeEvents = ['new registration', 'withdrawal', 'declined', 'wants out', 'draw done'] as const
/** What the organiser is told of; also the kind of the e-mail that tells it. */
export type NoticeEvent = (typeof noticeEvents)[number]

const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange),
    /** Who joined, left or wants to; null where it is nobody in particular. */
    participant: () => belongsTo(Participant).nullable(),
    event: p.enum(noticeEvents),
  },
})

/** Something that happened and that the organiser has not been told of yet. */
export class Notice extends NoticeSchema.class {}
NoticeSchema.setClass(Notice)
