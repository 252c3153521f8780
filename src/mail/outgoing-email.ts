import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns, identifier } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Participant } from '../participants/participant.ts'

const OutgoingEmailSchema = defineEntity({
  name: 'OutgoingEmail',
  tableName: 'outgoing_email',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).nullable(),
    /** Whom it is for, who may have another address by the time it goes out; null for everybody else, and in a secret one. */
    participant: () => belongsTo(Participant).nullable(),
    /** The account of the organiser whom it is for, likewise. An e-mail to an address, whoever's that is, has neither. */
    account: () => belongsTo(Account).nullable(),
    kind: p.string().length(40),
    /** Whether the row must not tell whom it is for: the recipient is empty then, and the participant null. */
    isSecret: p.boolean().default(false),
    /** The address it goes to, or went to. */
    recipient: p.string().length(254),
    /** Names the cause of the e-mail, so that one cause sends one e-mail. */
    deduplicationKey: p.string().length(120).unique(),
    /** What its composer has to know beside that, sealed; null once there is nothing more to send, and for what an older version composed when it was queued. */
    sealedParameters: p.text().strictNullable(),
    /** The e-mail as it was composed for a try of which nobody knows whether it arrived, sealed: that one is repeated, and no other. */
    sealedContent: p.text().strictNullable(),
    /** Lower goes first. */
    priority: p.integer(),
    state: p.enum(['queued', 'sent', 'given_up', 'expired'] as const).default('queued'),
    attempts: p.integer().default(0),
    dueAt: p.datetime(),
    /** Past this a failing e-mail is not tried again; of one that was given up, when that was. */
    giveUpAt: p.datetime(),
    /** Past this nobody has any use for it. */
    expiresAt: p.datetime().strictNullable(),
    leaseId: identifier().strictNullable(),
    leasedUntil: p.datetime().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    /** Why the last try failed; of one that counts as sent, why it went no further than into the log of a trial. */
    lastError: p.string().length(255).strictNullable(),
  },
  indexes: [{ properties: ['state', 'priority', 'dueAt'] }, { properties: ['state', 'expiresAt'] }],
})

/** One e-mail of the outbox. */
export class OutgoingEmail extends OutgoingEmailSchema.class {}
OutgoingEmailSchema.setClass(OutgoingEmail)
