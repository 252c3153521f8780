import { Account } from '../accounts/account.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { type Kind, kindsToOrganiser } from '../mail/kinds.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { Participant } from '../participants/participant.ts'
import * as emails from './emails.ts'
import { Exchange } from './exchange.ts'
import { localDate } from './local-date.ts'
import { erasedAfterWarning } from './retention.ts'

type OwnKind =
  | 'new registration'
  | 'withdrawal'
  | 'declined'
  | 'wants out'
  | 'draw done'
  | 'mail failing'
  | 'purge coming'
  | 'exchange called off'
  | 'shared with you'
  | 'handed over to you'
  | 'rule gone'
  | 'message reported'

/** What e-mails about an exchange say to whoever organises it, and to those it was called off for. */
export const exchangeComposers: Pick<Composers, OwnKind> = {
  'new registration': toOrganiser(aboutPeople('joined')),
  withdrawal: toOrganiser(aboutPeople('left')),
  declined: toOrganiser(aboutPeople('declined')),
  'wants out': toOrganiser(async ({ em, world }, exchange, { participantIds }: OfPeople, t) => {
    // Whoever is out by now needs no help any more.
    const waiting = await em.find(Participant, { id: { $in: participantIds }, withdrawnAt: null, wantsOutAt: { $ne: null } })
    const names = await namesOf(
      em,
      participantIds.filter((id) => waiting.some((person) => person.id === id)),
    )
    return names.length > 0 ? emails.peopleWantOut(world, exchange, names, t) : undefined
  }),
  'draw done': toOrganiser(async ({ em, world }, exchange, _, t) =>
    exchange.hasDraw() ? emails.drawDone(world, exchange, await countJoined(em, exchange), t) : undefined,
  ),
  'shared with you': toOrganiser(async ({ world }, exchange, { inviter }: { inviter: string }, t) => emails.sharedWithYou(world, exchange, inviter, t)),
  'rule gone': toOrganiser(async ({ world }, exchange, _, t) => emails.ruleGone(world, exchange, t)),
  'message reported': toOrganiser(async ({ world }, exchange, _, t) => emails.messageReported(world, exchange, t)),
  'handed over to you': toOrganiser(async ({ world }, exchange, _, t) => emails.handedOverToYou(world, exchange, t)),
  'mail failing': toOrganiser(async ({ em, world }, exchange, { toldAt }: { toldAt: number | null }, t) => {
    const failed = await em.count(OutgoingEmail, { exchange, state: 'given_up', kind: { $nin: kindsToOrganiser }, giveUpAt: { $gt: new Date(toldAt ?? 0) } })
    return failed > 0 ? emails.mailFailing(world, exchange, failed, t) : undefined
  }),
  'purge coming': toOrganiser(async ({ em, world }, exchange, _, t) => {
    const { completedAt, timezone } = exchange
    const returners = await em.count(Participant, { exchange, inviteAgain: true, withdrawnAt: null })
    return completedAt
      ? emails.purgeComing(world, exchange, localDate(erasedAfterWarning({ completedAt, timezone }, world.now()), timezone), returners, t)
      : undefined
  }),
  'exchange called off': async ({ printerOf }, { recipient, parameters: { exchangeName, name, answersTo, language } }) => {
    const t = await printerOf(language)
    const answers = answersTo === null ? ('unread' as const) : { to: [answersTo].flat() }
    return { to: recipient, email: { ...emails.calledOff({ name: exchangeName }, { name }, t), answers }, t }
  },
}

type OfPeople = { participantIds: string[] }
type Say<Parameters> = (composing: Composing, exchange: Exchange, parameters: Parameters, t: Printer) => Promise<Email | undefined>

function aboutPeople(what: 'joined' | 'left' | 'declined'): Say<OfPeople> {
  return async ({ em, world }, exchange, { participantIds }, t) =>
    emails.peopleMoved(what, world, exchange, await namesOf(em, participantIds), await countJoined(em, exchange), t)
}

/** Composes an e-mail about an exchange, to the account that it was queued for, as long as both exist. */
function toOrganiser<Parameters>(say: Say<Parameters>) {
  return async (composing: Composing, due: Due<Kind> & { parameters: Parameters }): Promise<Composed | undefined> => {
    const account = await composing.em.findOne(Account, { id: due.accountId ?? '' })
    const exchange = await composing.em.findOne(Exchange, { id: due.exchangeId ?? '' })
    if (!account || !exchange) return undefined
    const t = await composing.printerOf(account.language ?? exchange.language)
    const email = await say(composing, exchange, due.parameters, t)
    return email && { to: account.email, email, t }
  }
}

async function namesOf(em: EntityManager, participantIds: string[]): Promise<string[]> {
  const people = await em.find(Participant, { id: { $in: participantIds } })
  return participantIds.flatMap((id) => people.find((person) => person.id === id)?.name ?? [])
}

function countJoined(em: EntityManager, exchange: Exchange): Promise<number> {
  return em.count(Participant, { exchange, withdrawnAt: null })
}
