import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Participant } from '../participants/participant.ts'

const MagicTokenSchema = defineEntity({
  name: 'MagicToken',
  tableName: 'magic_token',
  properties: {
    ...columns,
    tokenType: p.enum(['magic_link', 'password_reset'] as const),
    /** SHA-256 of the token, which itself is only in the e-mail. */
    tokenHash: p.string().length(64).unique(),
    participant: () => belongsTo(Participant).nullable(),
    exchange: () => belongsTo(Exchange).nullable(),
    /** SHA-256 of the cookie of the browser that asked for the link; null when nobody's browser did. */
    requesterHash: p.string().length(64).strictNullable(),
    expiresAt: p.datetime().index(),
    usedAt: p.datetime().strictNullable(),
  },
  checks: [
    {
      name: 'magic_token_type_check',
      expression: `(token_type = 'magic_link' and participant_id is not null and exchange_id is not null) or (token_type = 'password_reset' and participant_id is null and exchange_id is null)`,
    },
  ],
  hooks: { beforeCreate: ['mustFitItsType'], beforeUpdate: ['mustFitItsType'] },
})

/** A single-use link in an e-mail. */
export class MagicToken extends MagicTokenSchema.class {
  /** A sign-in link belongs to a participant of an exchange, a password reset to neither. */
  mustFitItsType(): void {
    const isBound = Boolean(this.participant && this.exchange)
    const isFree = !this.participant && !this.exchange
    if (this.tokenType === 'magic_link' ? !isBound : !isFree) throw new Error(`A ${this.tokenType} token can’t belong to that.`)
  }
}
MagicTokenSchema.setClass(MagicToken)
