import { codeInWords } from '../auth/code.ts'
import { daysUntil } from '../exchanges/due.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { description, giftDay } from '../exchanges/gift-day.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import { linkLife } from '../mail/link-life.ts'
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
function wayIn(button: string, { url, code }: Link): EmailPart[] {
  if (code === undefined) return [{ button, url }, linkLife.hour]
  const other = 'Reading this on another device? Type this code on the page that’s waiting for you:'
  return [{ button, url }, other, { code: codeInWords(code) }, linkLife.hourWithCode]
}

/** Says that somebody has joined, with a link that signs in. */
export function registrationConfirmation(link: Link, exchange: Announced & Pick<Exchange, 'registrationCloseDate'>, participant: Addressee): Email {
  return {
    subject: `You’re in: ${exchange.name}`,
    preview: 'Confirm your address and see who else is in.',
    content: [
      `Hello ${participant.name},`,
      { news: 'You’re in' },
      `You joined “${exchange.name}”. ${untilWhen(exchange)}`,
      giftDay(exchange),
      ...wayIn('Open my exchange', link),
      ...description(exchange),
    ],
  }
}

/** Where registration closes on the day of the gifts, the draw can't wait for the end of that day. */
function untilWhen({ registrationCloseDate, exchangeDate, timezone }: Pick<Exchange, 'registrationCloseDate' | 'exchangeDate' | 'timezone'>): string {
  if (registrationCloseDate === exchangeDate) return 'The names are drawn on gift day at the latest. We’ll e-mail you when they are.'
  return `Others can join until ${midnightAfter(registrationCloseDate)} (${zoneInWords(timezone)}). After that the names are drawn, and we’ll e-mail you.`
}

/** Says to somebody who did not register that the organiser has, with a link that signs in. */
export function addedByOrganiser({ url }: Link, exchange: Announced & Pick<Exchange, 'state'>, participant: Addressee): Email {
  return {
    subject: `You’re in: ${exchange.name}`,
    preview: 'The organiser added you. Have a look, and leave some gift ideas.',
    content: [
      `Hello ${participant.name},`,
      { news: 'You’re in' },
      `The organiser of the Secret Santa “${exchange.name}” has added you.`,
      giftDay(exchange),
      exchange.state === 'matched'
        ? 'The names are already drawn, so you can see who you give to right away. Please leave a few gift ideas, too.'
        : 'See who else is in, and leave a few gift ideas. We’ll e-mail you when the names are drawn.',
      { button: 'Open my exchange', url },
      linkLife.untilCompletion,
      ...description(exchange),
    ],
  }
}

/** Carries a link that signs in. */
export function signInLink(link: Link, exchange: Named, participant: Addressee): Email {
  return {
    subject: `Your sign-in link: ${exchange.name}`,
    preview: 'One press, and you’re signed in.',
    content: [`Hello ${participant.name},`, { news: 'Your sign-in link' }, `It opens your page of “${exchange.name}”.`, ...wayIn('Sign me in', link)],
  }
}

/** Says to the new address of a participant that it is in use now, with a link that signs in. */
export function addressCorrected(link: Link, exchange: Named, participant: Addressee): Email {
  return {
    subject: `Your sign-in link: ${exchange.name}`,
    preview: 'Your e-mail address was corrected. One press, and you’re signed in.',
    content: [
      `Hello ${participant.name},`,
      { news: 'Your address was corrected' },
      `The organiser of “${exchange.name}” changed your e-mail address to this one. Links sent to the old address don’t work anymore. This one does:`,
      ...wayIn('Sign me in', link),
    ],
  }
}

/** Says to an address that a participant has used that another one has taken its place, without giving that away. */
export function addressTakenAway(exchange: Named, participant: Addressee, newAddress: string): Email {
  return {
    subject: `Your address was changed: ${exchange.name}`,
    preview: 'Links sent to this address don’t work anymore.',
    content: [
      `Hello ${participant.name},`,
      { news: 'Your address was changed' },
      `The organiser of “${exchange.name}” changed your e-mail address from this one to ${maskedAddress(newAddress)}. You’re signed out, and links sent here don’t work anymore.`,
      'Isn’t that your address? Then please talk to your organiser soon: whoever reads its mail can open your page.',
    ],
    why: `You get this because “${exchange.name}” used this address until now.`,
  }
}

type Approaching = Announced & Pick<Exchange, 'matchInEmail'>
/** Who is reminded, and of what there is no need to. */
type Reminded = Pick<Participant, 'name'> & { hasLooked: boolean; hasIdeas: boolean }

/** Reminds somebody of the day, and of what is still to do. `token` is the secret that ends reminders. */
export function reminder(world: World, exchange: Approaching, { name, hasLooked, hasIdeas }: Reminded, url: string, token: string): Email {
  const knows = hasLooked || exchange.matchInEmail
  const when = untilThen(daysUntil(exchange.exchangeDate, world.now(), exchange.timezone))
  return {
    subject: `${when}: ${exchange.name}`,
    preview: `Gift day is ${dateInWords(exchange.exchangeDate)}.`,
    content: [
      `Hello ${name},`,
      { news: `Gift day is ${when.toLowerCase()}` },
      `This is your reminder of “${exchange.name}”.`,
      giftDay(exchange),
      ...(knows ? [] : ['You haven’t looked yet who you give to.']),
      ...(hasIdeas ? [] : ['You haven’t written any gift ideas yet. A few make it much easier for whoever gives to you.']),
      { button: knows ? (hasIdeas ? 'Open my exchange' : 'Write my gift ideas') : 'See who you give to', url },
      linkLife.untilCompletion,
      ...description(exchange),
    ],
    unsubscribeUrl: world.url(paths.unsubscribe(token)),
  }
}

function untilThen(days: number): string {
  if (days <= 0) return 'Today'
  return days === 1 ? 'Tomorrow' : `In ${days} days`
}

/** Says that somebody has left an exchange, and how to come back. */
export function withdrawalConfirmation(world: World, exchange: Named & Pick<Exchange, 'state'>, { name }: Addressee): Email {
  return {
    subject: `You’ve left: ${exchange.name}`,
    preview: 'You won’t get any more e-mail about it.',
    content: [
      `Hello ${name},`,
      { news: 'You’ve left' },
      `You’re out of “${exchange.name}” and its draw, and you won’t get any more e-mail about it.`,
      ...(exchange.state === 'registration_open'
        ? ['If that was a mistake, you can join again while registration is open.', { button: 'Join again', url: world.url(paths.register(exchange.slug)) }]
        : ['If that was a mistake, please talk to your organiser, who can add you again.']),
    ],
  }
}

/** Says to somebody that the organiser has taken them out of an exchange. */
export function removalConfirmation(exchange: Named, { name }: Addressee): Email {
  return {
    subject: `You’re out: ${exchange.name}`,
    preview: 'You won’t get any more e-mail about it.',
    content: [
      `Hello ${name},`,
      { news: 'You’re out' },
      `The organiser of “${exchange.name}” took you out of it. You don’t give to anyone there, no one gives to you, and you won’t get any more e-mail about it.`,
      'If that’s a mistake, please talk to your organiser, who can add you again.',
    ],
  }
}

/** What the organiser writes to everybody: the subject as it is, the text with its web addresses made links. */
export function organisersMessage(url: string, exchange: Named, participant: Addressee, { subject, message }: { subject: string; message: string }): Email {
  return {
    subject,
    preview: `A message from the organiser of ${exchange.name}.`,
    content: [
      `Hello ${participant.name},`,
      `The organiser of “${exchange.name}” wrote to everyone:`,
      { written: message },
      { button: 'Open my exchange', url },
      linkLife.untilCompletion,
    ],
  }
}
