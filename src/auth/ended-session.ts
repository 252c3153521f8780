import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'

const EndedSessionSchema = defineEntity({
  name: 'EndedSession',
  tableName: 'ended_session',
  properties: {
    ...columns,
    /** SHA-256 of the session's identifier. */
    sessionHash: p.string().length(64).unique(),
    /** When no such session could live any more, so that this row can go. */
    endsAt: p.datetime().index(),
  },
})

/** A participant's session that was ended before its time. Whose it was stands nowhere. */
export class EndedSession extends EndedSessionSchema.class {}
EndedSessionSchema.setClass(EndedSession)
