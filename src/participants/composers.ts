import type { Destination } from '../auth/magic-token.ts'
import { readPlanOf } from '../draw/plans.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import type { Kind } from '../mail/kinds.ts'
import { type SignInLink, signInLink } from '../mail/sign-in-link.ts'
import { readAnswerProgress } from '../wishes/answers.ts'
import { hasEverLooked } from '../wishes/plan.ts'
import { readWishes } from '../wishes/wish-list.ts'
import { withDay } from './calendar.ts'
import * as emails from './emails.ts'
import { asReader, findReader, type ParticipantAsReader } from './find-reader.ts'
import { composeNudge } from './nudge-emails.ts'
import { Participant } from './participant.ts'
import { unsubscribeToken } from './reminders.ts'
import { composeReturnInvitation } from './return-invitation.ts'

type OwnKind =
  | 'registration confirmation'
  | 'added by the organiser'
  | 'magic link'
  | 'address corrected'
  | 'address changed'
  | 'withdrawal confirmation'
  | 'reminder'
  | 'message from the organiser'
  | 'invited again'
  | 'nudge sign in'
  | 'nudge wishes'
  | 'nudge questions'
  | 'nudge look'

/** What e-mails to those who take part say. */
export const participantComposers: Pick<Composers, OwnKind> = {
  'registration confirmation': withLink(emails.registrationConfirmation),
  'added by the organiser': withLink(emails.addedByOrganiser),
  'magic link': withLink(emails.signInLink),
  'address corrected': withLink(emails.addressCorrected),
  'address changed': composeAddressChanged,
  'withdrawal confirmation': composeWithdrawal,
  reminder: composeReminder,
  'invited again': composeReturnInvitation,
  'nudge sign in': composeNudge('sign_in'),
  'nudge wishes': composeNudge('wishes'),
  'nudge questions': composeNudge('questions'),
  'nudge look': composeNudge('look'),
  'message from the organiser': async (composing, due) => {
    const reader = await findReader(composing, due)
    if (!reader) return undefined
    const { url, usableUntil } = await signInLink(composing, due, reader)
    return { to: reader.person.email, email: emails.organisersMessage(url, reader.exchange, reader.person, due.parameters, reader.t), t: reader.t, usableUntil }
  },
}

type SayWithLink = (link: SignInLink, exchange: Exchange, participant: Participant, t: Printer) => Email

/** Composes an e-mail around a link that signs in. */
function withLink(say: SayWithLink) {
  return async (composing: Composing, due: Due<Kind> & { parameters: { requesterHash?: string | null } }): Promise<Composed | undefined> => {
    const reader = await findReader(composing, due)
    if (!reader) return undefined
    const { person, exchange, t } = reader
    const link = await signInLink(composing, due, reader)
    const email = await withDay(composing.world, due.kind, exchange, say(link, exchange, person, t), t)
    return { to: person.email, email, t, usableUntil: link.usableUntil }
  }
}

/** To the address that was in use before, whoever reads there. */
async function composeAddressChanged(composing: Composing, { recipient, parameters }: Due<'address changed'>): Promise<Composed | undefined> {
  const person = await composing.em.findOne(Participant, { id: parameters.participantId }, { populate: ['exchange'] })
  if (!person || person.email === recipient) return undefined
  const { exchange, t } = await asReader(composing, person)
  return { to: recipient, email: emails.addressTakenAway(exchange, person, person.email, t), t }
}

/** Whoever has come back meanwhile is told nothing of having left. */
async function composeWithdrawal(composing: Composing, { participantId, parameters }: Due<'withdrawal confirmation'>): Promise<Composed | undefined> {
  const person = await composing.em.findOne(Participant, { id: participantId ?? '' }, { populate: ['exchange'] })
  if (!person || person.withdrawnAt === null) return undefined
  const { exchange, t } = await asReader(composing, person)
  const email = parameters.isOwnWish ? emails.withdrawalConfirmation(composing.world, exchange, person, t) : emails.removalConfirmation(exchange, person, t)
  return { to: person.email, email, t }
}

/** A day that has moved gets reminders of its own. */
async function composeReminder(composing: Composing, due: Due<'reminder'>): Promise<Composed | undefined> {
  const reader = await findReader(composing, due)
  const isTrue = ({ person, exchange }: ParticipantAsReader) =>
    person.reminderEnabled && exchange.isDrawn() && exchange.exchangeDate === due.parameters.exchangeDate
  if (!reader || !isTrue(reader)) return undefined
  const { em, world, vault } = composing
  const { person, exchange, t } = reader
  const { owed } = await readAnswerProgress(em, { exchangeId: exchange.id, participantId: person.id })
  const reminded = {
    name: person.name,
    // Ever, as the organiser's list says: whether since a repair as well would tell, by the row of the link, whom that concerned.
    hasLooked: hasEverLooked(await readPlanOf(em, vault, { id: person.id, exchangeId: exchange.id })),
    hasIdeas: person.giftIdeas !== '' || (await readWishes(em, person.id)).length > 0,
    owesAnswer: owed > 0,
  }
  const { url, usableUntil } = await signInLink(composing, due, reader, whatIsToDo(exchange, reminded))
  return { to: person.email, email: emails.reminder(world, exchange, reminded, url, unsubscribeToken(vault, person.id), t), t, usableUntil }
}

/** What the reminder's button is about. */
function whatIsToDo({ matchInEmail }: Exchange, { hasLooked, hasIdeas }: { hasLooked: boolean; hasIdeas: boolean }): Destination {
  if (!hasLooked && !matchInEmail) return 'match'
  return hasIdeas ? 'dashboard' : 'gift ideas'
}
