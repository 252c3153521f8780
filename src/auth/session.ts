import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'
import { Participant } from '../participants/participant.ts'

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    ...columns,
    /** SHA-256 of the cookie's value. */
    tokenHash: p.string().length(64).unique(),
    account: () => belongsTo(Account).nullable().fieldName('admin_id'),
    /** Of a session from before version 1.4; those of participants stand in their browsers since (`participant-session.ts`). */
    participant: () => belongsTo(Participant).nullable(),
    /** When it ends. */
    expiresAt: p.datetime().index(),
    /** The same; of a participant's, when it ends however much it is used. */
    endsAt: p.datetime(),
    /** When the password was last given in it, or the identity provider asked who it is; null where nobody knows, and for participants, who have none. */
    provenAt: p.datetime().strictNullable().fieldName('password_at'),
    /** What the browser calls itself. */
    userAgent: p.string().length(255),
  },
  checks: [{ name: 'session_one_person_check', expression: '(admin_id is null) <> (participant_id is null)' }],
})

/** One browser in which an organiser is signed in, or, from before version 1.4, a participant. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session)
