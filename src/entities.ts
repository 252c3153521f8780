import type { InferClassEntityDB } from '@mikro-orm/sqlite'
import { Account } from './accounts/account.ts'
import { EndedSession } from './auth/ended-session.ts'
import { MagicToken } from './auth/magic-token.ts'
import { RateLimit } from './auth/rate-limit.ts'
import { Session } from './auth/session.ts'
import { Draw } from './draw/draw.ts'
import { DrawAttempt } from './draw/draw-attempt.ts'
import { DrawRepair } from './draw/draw-repair.ts'
import { ExclusionRule, ExclusionRuleMember } from './draw/exclusion-rule.ts'
import { Household } from './draw/household.ts'
import { Match } from './draw/match.ts'
import { PastPair } from './draw/past-pair.ts'
import { Exchange } from './exchanges/exchange.ts'
import { Notice } from './exchanges/notice.ts'
import { Organiser } from './exchanges/organiser.ts'
import { OrganiserInvitation } from './exchanges/organiser-invitation.ts'
import { PastExchange, PastOrganiser } from './exchanges/past-exchange.ts'
import { ExchangeKey } from './keys/exchange-key.ts'
import { BlockedAddress } from './mail/blocked-address.ts'
import { OutgoingEmail } from './mail/outgoing-email.ts'
import { TransportState } from './mail/transport-state.ts'
import { Message } from './messages/message.ts'
import { MessageReport } from './messages/message-report.ts'
import { Participant } from './participants/participant.ts'
import { PastParticipant } from './participants/past-participant.ts'
import { Answer } from './wishes/answer.ts'
import { Question } from './wishes/question.ts'
import { Wish, WishRevision } from './wishes/wish.ts'

/** Every entity. */
export const entities = [
  Account,
  Answer,
  BlockedAddress,
  Draw,
  DrawAttempt,
  DrawRepair,
  EndedSession,
  Exchange,
  ExchangeKey,
  ExclusionRule,
  ExclusionRuleMember,
  Household,
  MagicToken,
  Match,
  Message,
  MessageReport,
  Notice,
  Organiser,
  OrganiserInvitation,
  OutgoingEmail,
  Participant,
  PastExchange,
  PastOrganiser,
  PastPair,
  PastParticipant,
  Question,
  RateLimit,
  Session,
  TransportState,
  Wish,
  WishRevision,
]

type Names = { tableNamingStrategy: 'entity'; columnNamingStrategy: 'property' }

declare module './database/query.ts' {
  interface Tables extends InferClassEntityDB<(typeof entities)[number], Names> {}
}
