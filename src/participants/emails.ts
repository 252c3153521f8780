import { codeInWords } from '../auth/code.ts'
import { daysUntil } from '../exchanges/due.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { description, giftDay } from '../exchanges/gift-day.ts'
import type { Printer } from '../language/printer.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import { maskedAddress } from '../mail/masked-address.ts'
import type { SignInLink } from '../mail/sign-in-link.ts'
import { paths } from '../paths.ts'
import { dateInWords, midnightAfter, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Participant } from './participant.ts'

type Named = Pick<Exchange, 'name' | 'slug'>
/** What the e-mails tell of an exchange and of the person they go to. */
type Announced = Named & Pick<Exchange, 'description' | 'budget' | 'exchangeDate' | 'timezone'>
type Addressee = Pick<Participant, 'name'>
type Link = Pick<SignInLink, 'url' | 'code'>

/** A button with a link that signs in for an hour and, for a browser that waits, the code that does the same there. */
function wayIn(button: string, { url, code }: Link, t: Printer): EmailPart[] {
  if (code === undefined) return [{ button, url }, t('email.linkLife.hour')]
  return [{ button, url }, t('email.code'), { code: codeInWords(code) }, t('email.linkLife.hourWithCode')]
}

/** Says that somebody has joined, with a link that signs in. */
export function registrationConfirmation(link: Link, exchange: Announced & Pick<Exchange, 'registrationCloseDate'>, participant: Addressee, t: Printer): Email {
  const about = { news: t('email.registered.news'), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.registered.preview'),
    content: [
      t('email.helloName', participant),
      { news: about.news },
      `${t('email.registered.joined', about)} ${untilWhen(exchange, t)}`,
      giftDay(exchange, t),
      ...wayIn(t('email.openMyExchange'), link, t),
      ...description(exchange, t),
    ],
  }
}

/** Where registration closes on the day of the gifts, the draw can't wait for the end of that day. */
function untilWhen(exchange: Pick<Exchange, 'registrationCloseDate' | 'exchangeDate' | 'timezone'>, t: Printer): string {
  const { registrationCloseDate, exchangeDate, timezone } = exchange
  if (registrationCloseDate === exchangeDate) return t('email.registered.drawnOnGiftDay')
  return t('email.registered.drawnAfter', { end: midnightAfter(registrationCloseDate, t), zone: zoneInWords(timezone, t) })
}

/** Says to somebody who did not register that the organiser has, with a link that signs in. */
export function addedByOrganiser({ url }: Link, exchange: Announced & Pick<Exchange, 'state'>, participant: Addressee, t: Printer): Email {
  const about = { news: t('email.added.news'), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.added.preview'),
    content: [
      t('email.helloName', participant),
      { news: about.news },
      t('email.added.who', about),
      giftDay(exchange, t),
      exchange.state === 'matched' ? t('email.added.drawn') : t('email.added.notDrawn'),
      { button: t('email.openMyExchange'), url },
      t('email.linkLife.untilCompletion'),
      ...description(exchange, t),
    ],
  }
}

/** Carries a link that signs in. */
export function signInLink(link: Link, { name: exchange }: Named, participant: Addressee, t: Printer): Email {
  const news = t('email.signInLink.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.signInLink.preview'),
    content: [t('email.helloName', participant), { news }, t('email.signInLink.what', { exchange }), ...wayIn(t('email.signMeIn'), link, t)],
  }
}

/** Says to the new address of a participant that it is in use now, with a link that signs in. */
export function addressCorrected(link: Link, { name: exchange }: Named, participant: Addressee, t: Printer): Email {
  return {
    subject: t('email.subject', { news: t('email.signInLink.news'), exchange }),
    preview: t('email.addressCorrected.preview'),
    content: [
      t('email.helloName', participant),
      { news: t('email.addressCorrected.news') },
      t('email.addressCorrected.what', { exchange }),
      ...wayIn(t('email.signMeIn'), link, t),
    ],
  }
}

/** Says to an address that a participant has used that another one has taken its place, without giving that away. */
export function addressTakenAway({ name: exchange }: Named, participant: Addressee, newAddress: string, t: Printer): Email {
  const news = t('email.addressTakenAway.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.addressTakenAway.preview'),
    content: [
      t('email.helloName', participant),
      { news },
      t('email.addressTakenAway.what', { exchange, address: maskedAddress(newAddress) }),
      t('email.addressTakenAway.notYours'),
    ],
    why: t('email.why.usedAddress', { exchange }),
  }
}

type Approaching = Announced & Pick<Exchange, 'matchInEmail'>
/** Who is reminded, and of what there is no need to. */
type Reminded = Pick<Participant, 'name'> & { hasLooked: boolean; hasIdeas: boolean; owesAnswer: boolean }

/** Reminds somebody of the day, and of what is still to do. `token` is the secret that ends reminders. */
export function reminder(world: World, exchange: Approaching, reminded: Reminded, url: string, token: string, t: Printer): Email {
  const { name, hasLooked, hasIdeas, owesAnswer } = reminded
  const knows = hasLooked || exchange.matchInEmail
  const days = Math.max(0, daysUntil(exchange.exchangeDate, world.now(), exchange.timezone))
  const about = { news: t('email.reminder.when', { days }), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.reminder.preview', { date: dateInWords(exchange.exchangeDate, t) }),
    content: [
      t('email.helloName', { name }),
      { news: t('email.reminder.news', { days }) },
      t('email.reminder.what', about),
      giftDay(exchange, t),
      ...(knows ? [] : [t('email.reminder.look')]),
      ...(hasIdeas ? [] : [t('email.reminder.write')]),
      ...(owesAnswer ? [t('email.reminder.answer')] : []),
      { button: t(knows ? (hasIdeas ? 'email.openMyExchange' : 'email.reminder.writeButton') : 'email.seeWhoYouGiveTo'), url },
      t('email.linkLife.untilCompletion'),
      ...description(exchange, t),
    ],
    unsubscribeUrl: world.url(paths.unsubscribe(token)),
  }
}

/** Says that somebody has left an exchange, and how to come back. */
export function withdrawalConfirmation(world: World, exchange: Named & Pick<Exchange, 'state'>, { name }: Addressee, t: Printer): Email {
  const about = { news: t('email.withdrawn.news'), exchange: exchange.name }
  return {
    subject: t('email.subject', about),
    preview: t('email.noMore'),
    content: [
      t('email.helloName', { name }),
      { news: about.news },
      t('email.withdrawn.what', about),
      ...(exchange.state === 'registration_open'
        ? [t('email.withdrawn.rejoin'), { button: t('email.withdrawn.rejoinButton'), url: world.url(paths.register(exchange.slug)) }]
        : [t('email.withdrawn.talk')]),
    ],
  }
}

/** Says to somebody that the organiser has taken them out of an exchange. */
export function removalConfirmation({ name: exchange }: Named, { name }: Addressee, t: Printer): Email {
  const news = t('email.removed.news')
  return {
    subject: t('email.subject', { news, exchange }),
    preview: t('email.noMore'),
    content: [t('email.helloName', { name }), { news }, t('email.removed.what', { exchange }), t('email.removed.talk')],
  }
}

/** What the organiser writes to everybody: the subject as it is, the text with its web addresses made links. */
export function organisersMessage(
  url: string,
  { name: exchange }: Named,
  participant: Addressee,
  { subject, message }: { subject: string; message: string },
  t: Printer,
): Email {
  return {
    subject,
    preview: t('email.message.preview', { exchange }),
    content: [
      t('email.helloName', participant),
      t('email.message.who', { exchange }),
      { written: message },
      { button: t('email.openMyExchange'), url },
      t('email.linkLife.untilCompletion'),
    ],
  }
}
