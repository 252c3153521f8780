import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns, identifier } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

const OutgoingEmailSchema = defineEntity({
  name: 'OutgoingEmail',
  tableName: 'outgoing_email',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).nullable(),
    kind: p.string().length(40),
    recipient: p.string().length(254),
    /** Says what caused the e-mail, so that one cause sends one e-mail. */
    deduplicationKey: p.string().length(120).unique(),
    /** Subject, HTML and text, sealed; null once there is nothing more to send. */
    sealedContent: p.text().strictNullable(),
    /** Lower goes first. */
    priority: p.integer(),
    state: p.enum(['queued', 'sent', 'given_up', 'expired'] as const).default('queued'),
    attempts: p.integer().default(0),
    dueAt: p.datetime(),
    /** Past this a failing e-mail is not tried again; of one that was given up, when that was. */
    giveUpAt: p.datetime(),
    /** Past this it is no use: the link in it has died. */
    expiresAt: p.datetime().strictNullable(),
    leaseId: identifier().strictNullable(),
    leasedUntil: p.datetime().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    lastError: p.string().length(255).strictNullable(),
  },
  indexes: [{ properties: ['state', 'priority', 'dueAt'] }, { properties: ['state', 'expiresAt'] }],
})

/** One e-mail of the outbox. */
export class OutgoingEmail extends OutgoingEmailSchema.class {}
OutgoingEmailSchema.setClass(OutgoingEmail)
