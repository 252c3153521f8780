import { declineToken } from '../auth/signed-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { findOrganisers } from '../exchanges/organisers.ts'
import type { Printer } from '../language/printer.ts'
import type { Addressed, Composing } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { isToPeople, type Kind, kinds } from '../mail/kinds.ts'
import { paths } from '../paths.ts'
import { Participant } from './participant.ts'

/**
 * Adds to an e-mail what depends on whom it goes to and on its exchange: where answers go, why one gets it and how to leave, and, for
 * somebody who was added by the organiser and has never signed in, the way to decline.
 */
export async function addressEmail({ em, world, vault }: Composing, { kind, exchangeId, participantId, t }: Addressed, email: Email): Promise<Email> {
  if (!isToPeople(kind)) return email
  const exchange = exchangeId === null ? null : await em.findOne(Exchange, { id: exchangeId })
  // How long a secret e-mail is must not depend on whom it goes to; and an answer to it would tell the organiser.
  if (kinds[kind].isSecret) {
    const why = exchange && `${t('email.why.isIn', { exchange: exchange.name })} ${t('email.leaving.ask')}`
    return { ...email, answers: 'unread', ...(why && { why }) }
  }
  const answersTo = exchange && !tellsSecret(kind) ? await whoReadsAnswers(em, exchange) : null
  const answers = exchange === null ? {} : { answers: answersTo === null ? ('unread' as const) : { to: answersTo } }
  // What goes to an address that was in use before concerns somebody else's by now.
  const person = participantId === null || kinds[kind].to !== 'participant' ? null : await em.findOne(Participant, { id: participantId })
  if (!exchange || !person) return { ...email, ...answers }
  const declining = mayDecline(person, kind) ? { declineUrl: world.url(paths.decline(declineToken(vault, person))) } : {}
  const why = [reasonForMail(person, exchange, t), ...('declineUrl' in declining ? [] : wayOut(person, exchange, t))].join(' ')
  return { why, ...email, ...answers, ...declining }
}

function reasonForMail({ addedByOrganiser, withdrawnAt }: Participant, { name }: Exchange, t: Printer): string {
  const about = { exchange: name }
  if (withdrawnAt !== null) return t('email.why.tookPart', about)
  return addedByOrganiser ? t('email.why.added', about) : t('email.why.joined', about)
}

/** How to leave, for those who still take part. */
function wayOut({ addedByOrganiser, withdrawnAt }: Participant, exchange: Exchange, t: Printer): string[] {
  if (withdrawnAt !== null || exchange.state === 'completed') return []
  if (exchange.letsWithdraw(addedByOrganiser)) return [t('email.leaving.yourself')]
  return [t('email.leaving.ask')]
}

/** Whether an answer, which quotes what it answers, would hand the organiser somebody's match, a link to it, or a link that was all there was to say. */
function tellsSecret(kind: Kind): boolean {
  return kinds[kind].isLinkPrivate === true || kinds[kind].link?.leadsTo === 'match'
}

/** The addresses of those who read answers to e-mails of an exchange, which are all who organise it; null when nobody does. */
export async function whoReadsAnswers(em: EntityManager, { id, replyTo }: Pick<Exchange, 'id' | 'replyTo'>): Promise<string[] | null> {
  if (!replyTo) return null
  return (await findOrganisers(em, { exchangeId: id })).map(({ email }) => email)
}

/** The e-mail that says that one was added always offers it; others until the person has shown, by signing in, to be there of their own will. */
function mayDecline({ addedByOrganiser, confirmedAt, withdrawnAt }: Participant, kind: Kind): boolean {
  return addedByOrganiser && withdrawnAt === null && (confirmedAt === null || kinds[kind].saysAdded === true)
}
