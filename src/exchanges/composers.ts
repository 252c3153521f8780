import { Account } from '../accounts/account.ts'
import type { EntityManager } from '../database/orm.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { type Kind, kindsToOrganiser } from '../mail/kinds.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { Participant } from '../participants/participant.ts'
import * as emails from './emails.ts'
import { Exchange } from './exchange.ts'
import { localDate } from './local-date.ts'
import { erasedAfterWarning } from './retention.ts'

type OwnKind = 'new registration' | 'withdrawal' | 'declined' | 'wants out' | 'draw done' | 'mail failing' | 'purge coming' | 'exchange called off'

/** What e-mails about an exchange say to whoever organises it, and to those it was called off for. */
export const exchangeComposers: Pick<Composers, OwnKind> = {
  'new registration': toOrganiser(async ({ em, world }, exchange, { participantIds }: { participantIds: string[] }) =>
    emails.peopleJoined(world, exchange, await namesOf(em, participantIds), await countJoined(em, exchange)),
  ),
  withdrawal: toOrganiser(async ({ em, world }, exchange, { participantIds }: { participantIds: string[] }) =>
    emails.peopleLeft(world, exchange, await namesOf(em, participantIds), await countJoined(em, exchange)),
  ),
  declined: toOrganiser(async ({ em, world }, exchange, { participantIds }: { participantIds: string[] }) =>
    emails.peopleDeclined(world, exchange, await namesOf(em, participantIds), await countJoined(em, exchange)),
  ),
  'wants out': toOrganiser(async ({ em, world }, exchange, { participantIds }: { participantIds: string[] }) => {
    // Whoever is out by now needs no help any more.
    const waiting = await em.find(Participant, { id: { $in: participantIds }, withdrawnAt: null, wantsOutAt: { $ne: null } })
    const names = await namesOf(
      em,
      participantIds.filter((id) => waiting.some((person) => person.id === id)),
    )
    return names.length > 0 ? emails.peopleWantOut(world, exchange, names) : undefined
  }),
  'draw done': toOrganiser(async ({ em, world }, exchange) =>
    exchange.hasDraw() ? emails.drawDone(world, exchange, await countJoined(em, exchange)) : undefined,
  ),
  'mail failing': toOrganiser(async ({ em, world }, exchange, { toldAt }: { toldAt: number | null }) => {
    const failed = await em.count(OutgoingEmail, { exchange, state: 'given_up', kind: { $nin: kindsToOrganiser }, giveUpAt: { $gt: new Date(toldAt ?? 0) } })
    return failed > 0 ? emails.mailFailing(world, exchange, failed) : undefined
  }),
  'purge coming': toOrganiser(async ({ world }, exchange) => {
    const { completedAt, timezone } = exchange
    return completedAt ? emails.purgeComing(world, exchange, localDate(erasedAfterWarning({ completedAt, timezone }, world.now()), timezone)) : undefined
  }),
  'exchange called off': async (_, { recipient, parameters: { exchangeName, name, answersTo } }) => ({
    to: recipient,
    email: { ...emails.calledOff({ name: exchangeName }, { name }), answers: answersTo === null ? 'unread' : { to: answersTo } },
  }),
}

/** Composes an e-mail about an exchange, to the account that it was queued for, as long as both exist. */
function toOrganiser<Parameters>(say: (composing: Composing, exchange: Exchange, parameters: Parameters) => Promise<Email | undefined>) {
  return async (composing: Composing, due: Due<Kind> & { parameters: Parameters }): Promise<Composed | undefined> => {
    const account = await composing.em.findOne(Account, { id: due.accountId ?? '' })
    const exchange = await composing.em.findOne(Exchange, { id: due.exchangeId ?? '' })
    const email = account && exchange && (await say(composing, exchange, due.parameters))
    return email ? { to: account.email, email } : undefined
  }
}

async function namesOf(em: EntityManager, participantIds: string[]): Promise<string[]> {
  const people = await em.find(Participant, { id: { $in: participantIds } })
  return participantIds.flatMap((id) => people.find((person) => person.id === id)?.name ?? [])
}

function countJoined(em: EntityManager, exchange: Exchange): Promise<number> {
  return em.count(Participant, { exchange, withdrawnAt: null })
}
