import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { findOrganisers } from '../exchanges/organisers.ts'
import type { Printer } from '../language/printer.ts'
import { blockedAmong } from '../mail/blocked-address.ts'
import type { Composing } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { addressEmail } from '../participants/addressing.ts'
import { Participant } from '../participants/participant.ts'
import { paths } from '../paths.ts'
import type { Services } from '../services.ts'
import { byName } from '../ui/by-name.ts'
import { composeMatchReady } from './composers.ts'

/** Somebody who would get an e-mail. */
export type Recipient = { id: string; name: string; email: string }

/** The e-mails of a draw in one language: whom they go to, and one of them as an example, to the first, with a made-up match and link. */
export type ExpectedEmails = { recipients: Recipient[]; example: Email; t: Printer }

/** Which e-mails a draw would send, by the languages of their readers, most of them first; those who want none; and the organisers who are told. */
export type Expected = { emails: ExpectedEmails[]; unwanted: Recipient[]; organisers: string[] }

/** What a draw would send now, to people by name in the order of the reader's language. Nothing is queued, and no link is made. */
export async function readExpectedEmails(em: EntityManager, services: Services, exchangeId: string, t: Printer): Promise<Expected> {
  const { vault, world, printers } = services
  const composing = { em, world, vault, printerOf: (language: string | null | undefined) => printers.of(language) }
  const exchange = await em.findOneOrFail(Exchange, { id: exchangeId })
  const people = (await findPeople(em, { exchangeId })).sort(byName(t))
  const blocked = await blockedAmong(
    em,
    vault,
    people.map(({ email }) => email),
  )
  const willing = people.filter(({ email }) => !blocked.has(email))
  const byLanguage = Map.groupBy(willing, ({ language }) => language ?? exchange.language)
  const emails: ExpectedEmails[] = []
  for (const [language, recipients] of byLanguage) emails.push(await expect(composing, exchange, recipients, await printers.of(language)))
  const organisers = (await findOrganisers(em, { exchangeId })).filter(({ drawDone }) => drawDone)
  return {
    emails: emails.sort((one, other) => other.recipients.length - one.recipients.length),
    unwanted: people.filter(({ email }) => blocked.has(email)),
    organisers: organisers.map(({ email }) => email),
  }
}

const findPeople = query((db, given: { exchangeId: string }) =>
  db.selectFrom('Participant').select(['id', 'name', 'email', 'language']).where('exchange', '=', given.exchangeId).where('withdrawnAt', 'is', null),
)

async function expect(composing: Composing, exchange: Exchange, recipients: Recipient[], t: Printer): Promise<ExpectedEmails> {
  const { em, world } = composing
  const giver = await em.findOneOrFail(Participant, { id: recipients[0]?.id ?? '' })
  const receiver = exchange.matchInEmail ? { name: t('draw.rehearsal.sample.name'), giftIdeas: t('draw.rehearsal.sample.ideas') } : undefined
  const said = await composeMatchReady({ url: world.url(paths.magicLink('…')), exchange, giver, receiver, t }, world)
  const addressed = await addressEmail(composing, { kind: 'match notification', exchangeId: exchange.id, participantId: giver.id, t }, said)
  return { recipients, example: withoutWaysOut(addressed, world.url(paths.decline('…'))), t }
}

/** The link by which somebody declines is theirs alone. */
function withoutWaysOut({ declineUrl, ...email }: Email, madeUp: string): Email {
  return declineUrl === undefined ? email : { ...email, declineUrl: madeUp }
}
