import { defineEntity, p } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Participant } from '../participants/participant.ts'

/** What the e-mail with a link is about, which is where the link leads. */
const destinations = ['dashboard', 'match', 'gift ideas', 'messages', 'questions'] as const
export type Destination = (typeof destinations)[number]

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
    /** Whose password a link changes. */
    account: () => belongsTo(Account).nullable(),
    /** SHA-256 of the cookie of the browser that asked for the link; null when nobody's browser did. */
    requesterHash: p.string().length(64).strictNullable(),
    expiresAt: p.datetime().index(),
    /** When a password reset was used, or another one in its place. Which sign-in links were used stands with their exchange, sealed; here only of those from before version 1.4, by the day. */
    usedAt: p.datetime().strictNullable(),
    destination: p.enum(destinations).default('dashboard'),
    /** Whether it came with news: then it lives until its exchange is completed, and stays known when it is dead. */
    isNotice: p.boolean().default(false),
    /** An HMAC of the code that the asking browser takes instead of the link; null where no browser waits. */
    codeHash: p.string().length(43).strictNullable().index(),
  },
  checks: [
    {
      name: 'magic_token_type_check',
      expression: `(token_type = 'magic_link' and participant_id is not null and exchange_id is not null and account_id is null) or (token_type = 'password_reset' and participant_id is null and exchange_id is null and account_id is not null)`,
    },
  ],
  hooks: { beforeCreate: [({ entity }) => mustFit(entity)], beforeUpdate: [({ entity }) => mustFit(entity)] },
})

/** A single-use link in an e-mail. */
export class MagicToken extends MagicTokenSchema.class {
  static readonly mustBeValid = mustFit
}
MagicTokenSchema.setClass(MagicToken)

/** A sign-in link belongs to a participant of an exchange, a password reset to an account. Throws when it is otherwise. */
function mustFit({ tokenType, participant, exchange, account }: { tokenType: unknown; participant?: unknown; exchange?: unknown; account?: unknown }): void {
  const [ofPerson, ofAccount] = [participant && exchange && !account, account && !participant && !exchange]
  if (tokenType === 'magic_link' ? !ofPerson : !ofAccount) throw new Error(`A ${tokenType} token can’t belong to that.`)
}
