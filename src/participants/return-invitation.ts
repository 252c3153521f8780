import { Exchange } from '../exchanges/exchange.ts'
import { description, giftDay } from '../exchanges/gift-day.ts'
import { acceptsParticipants } from '../exchanges/permissions.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { midnightAfter, zoneInWords } from '../ui/dates.ts'
import { type Returner, readReturner, returnToken } from './past-participants.ts'

type Invited = Pick<Exchange, 'name' | 'description' | 'budget' | 'exchangeDate' | 'registrationCloseDate' | 'timezone'>

/** Composes the invitation to the next exchange. Whoever has joined meanwhile, or wants no invitation any more, gets none; nor does anybody once it is too late. */
export async function composeReturnInvitation(
  { em, world, vault, printerOf }: Composing,
  { exchangeId, recipient, parameters }: Due<'invited again'>,
): Promise<Composed | undefined> {
  const exchange = await em.findOne(Exchange, { id: exchangeId ?? '' })
  if (!exchange?.againOf || !acceptsParticipants(exchange, world.now())) return undefined
  const returner = await readReturner(em, { earlierId: exchange.againOf, nextId: exchange.id }, parameters.personId)
  if (returner?.email !== recipient) return undefined
  const t = await printerOf(returner.language ?? exchange.language)
  const url = world.url(paths.returning(returnToken(vault, exchange.id, returner)))
  return { to: recipient, email: invitedAgain(url, exchange, returner, t), t }
}

/** Invites somebody again who asked for that after an earlier exchange. */
export function invitedAgain(url: string, exchange: Invited, { name }: Pick<Returner, 'name'>, t: Printer): Email {
  const about = { news: t('email.invitedAgain.news'), exchange: exchange.name }
  const end = midnightAfter(exchange.registrationCloseDate, t)
  return {
    subject: t('email.subject', about),
    preview: t('email.invitedAgain.preview'),
    content: [
      t('email.helloName', { name }),
      { news: about.news },
      t('email.invitedAgain.what', about),
      giftDay(exchange, t),
      { button: t('email.invitedAgain.button'), url },
      t('email.invitedAgain.until', { end, zone: zoneInWords(exchange.timezone, t) }),
      ...description(exchange, t),
    ],
    why: t('email.why.invitedAgain'),
  }
}
