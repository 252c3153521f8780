import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from './exchange.ts'

const OrganiserInvitationSchema = defineEntity({
  name: 'OrganiserInvitation',
  tableName: 'organiser_invitation',
  properties: {
    ...columns,
    email: p.string().length(254),
    /** SHA-256 of the secret in the link; null until the e-mail goes out, which is when that is made. */
    tokenHash: p.string().length(64).nullable().unique(),
    expiresAt: p.datetime(),
    /** The exchange that is shared with whoever accepts; null for an account alone. */
    exchange: () => belongsTo(Exchange).nullable(),
    inviter: () => belongsTo(Account),
  },
})

/** An invitation of somebody who has no account yet, by e-mail. */
export class OrganiserInvitation extends OrganiserInvitationSchema.class {}
OrganiserInvitationSchema.setClass(OrganiserInvitation)
