import { codeInWords } from '../auth/code.ts'
import { daysUntil } from '../exchanges/due.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { giftDay } from '../exchanges/gift-day.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import { maskedAddress } from '../mail/masked-address.ts'
import type { SignInLink } from '../mail/sign-in-link.ts'
import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Participant } from './participant.ts'

/** What the e-mails tell of an exchange and of the person they go to. */
export type Announced = Pick<Exchange, 'name' | 'slug' | 'budget' | 'exchangeDate' | 'registrationCloseDate' | 'timezone'>
type Named = Pick<Exchange, 'name' | 'slug'>
type Addressee = Pick<Participant, 'name'>
type Link = Pick<SignInLink, 'url' | 'code'>

const lifetime = 'The link works once and for one hour. You can ask for a new one at any time. If you did not expect this e-mail, you can ignore it.'

/** A button with a link that signs in and, for a browser that waits, the code that does the same there. */
function wayIn(button: string, { url, code }: Link): EmailPart[] {
  const onAnotherDevice = code && `Reading this on another device? Type this code on the page that waits for you: ${codeInWords(code)}`
  return [{ button, url }, ...(onAnotherDevice ? [onAnotherDevice] : [])]
}

/** Says that somebody has joined, with a link that signs in. */
export function registrationConfirmation(link: Link, exchange: Announced, participant: Addressee): Email {
  return {
    subject: `You are in: ${exchange.name}`,
    preview: 'Confirm your address and see who else has joined.',
    content: [
      `Hello ${participant.name},`,
      `You have joined “${exchange.name}”.`,
      ...giftDay(exchange),
      untilWhen(exchange),
      ...wayIn('Open my exchange', link),
      lifetime,
    ],
  }
}

/** Where registration closes on the day of the gifts, the draw can't wait for the end of that day. */
function untilWhen({ registrationCloseDate, exchangeDate, timezone }: Announced): string {
  if (registrationCloseDate === exchangeDate) return 'The names are drawn on that day at the latest, and you will learn whom you give to.'
  return `Registration is open until the end of ${dateInWords(registrationCloseDate)} (${zoneInWords(timezone)}). Then the names are drawn, and you will learn whom you give to.`
}

/** Says to somebody who did not register that the organiser has, with a link that signs in. */
export function addedByOrganiser({ url }: Link, exchange: Announced & Pick<Exchange, 'state'>, participant: Addressee): Email {
  return {
    subject: `You are in: ${exchange.name}`,
    preview: 'The organiser has added you. Have a look, and leave some gift ideas.',
    content: [
      `Hello ${participant.name},`,
      `The organiser of the Secret Santa “${exchange.name}” has added you to it.`,
      ...giftDay(exchange),
      exchange.state === 'matched'
        ? 'The names are drawn already, so you can see at once whom you give to. Please leave a few gift ideas, too.'
        : 'Have a look at who is in, and leave a few gift ideas. An e-mail tells you when the names are drawn and you can see whom you give to.',
      { button: 'Open my exchange', url },
      'The link signs you in once. After that, or when it is too old, it offers you a fresh one.',
      'You would rather not take part, or want no such e-mails at all? The link at the end is for that.',
    ],
  }
}

/** Carries a link that signs in. */
export function signInLink(link: Link, exchange: Named, participant: Addressee): Email {
  return {
    subject: `Your link to ${exchange.name}`,
    preview: 'One click, and you are signed in.',
    content: [`Hello ${participant.name},`, `Here is your link to “${exchange.name}”.`, ...wayIn('Sign me in', link), lifetime],
  }
}

/** Says to the new address of a participant that it is in use now, with a link that signs in. */
export function addressCorrected(link: Link, exchange: Named, participant: Addressee): Email {
  return {
    subject: `Your link to ${exchange.name}`,
    preview: 'Your e-mail address was corrected. One click, and you are signed in.',
    content: [
      `Hello ${participant.name},`,
      `The organiser of “${exchange.name}” has corrected your e-mail address to this one. Links that were sent to the old address do not work any more; this one does.`,
      ...wayIn('Sign me in', link),
      lifetime,
    ],
  }
}

/** Says to an address that a participant has used that another one has taken its place, without giving that away. */
export function addressTakenAway(exchange: Named, participant: Addressee, newAddress: string): Email {
  return {
    subject: `Your address for ${exchange.name} was changed`,
    preview: 'Links to this address do not work any more.',
    content: [
      `Hello ${participant.name},`,
      `The organiser of “${exchange.name}” has changed your e-mail address from this one to ${maskedAddress(newAddress)}. You are signed out, and links that were sent here do not work any more.`,
      'Is that not your address? Then please talk to your organiser soon: whoever reads its mail can open your page.',
    ],
  }
}

type Approaching = Pick<Exchange, 'name' | 'slug' | 'budget' | 'exchangeDate' | 'timezone' | 'matchInEmail'>
/** Who is reminded, and of what there is no need to. */
type Reminded = Pick<Participant, 'name'> & { hasLooked: boolean; hasIdeas: boolean }

/** Reminds somebody of the day, and of what is still to do. `token` is the secret that ends reminders. */
export function reminder(world: World, exchange: Approaching, { name, hasLooked, hasIdeas }: Reminded, url: string, token: string): Email {
  const knows = hasLooked || exchange.matchInEmail
  const when = untilThen(daysUntil(exchange.exchangeDate, world.now(), exchange.timezone))
  return {
    subject: `${when}: ${exchange.name}`,
    preview: `Gifts are exchanged on ${dateInWords(exchange.exchangeDate)}.`,
    content: [
      `Hello ${name},`,
      `${when} it is time for “${exchange.name}”.`,
      ...giftDay(exchange),
      ...(knows ? [] : ['You have not looked up yet whom you give to. Your match is waiting for you.']),
      ...(hasIdeas ? [] : ['You have not written any gift ideas yet. A few make it much easier for whoever gives to you.']),
      { button: knows ? (hasIdeas ? 'Open my exchange' : 'Write my gift ideas') : 'See my match', url },
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
    subject: `You have left ${exchange.name}`,
    preview: 'You will get no more e-mail about it.',
    content: [
      `Hello ${name},`,
      `You have left “${exchange.name}”. You are not part of its draw, and you will get no more e-mail about it.`,
      ...(exchange.state === 'registration_open'
        ? [
            'If that was a mistake, you can join again for as long as registration is open.',
            { button: 'Join again', url: world.url(paths.register(exchange.slug)) },
          ]
        : ['If that was a mistake, please talk to your organiser, who can add you again.']),
    ],
  }
}

/** Says to somebody that the organiser has taken them out of an exchange. */
export function removalConfirmation(exchange: Named, { name }: Addressee): Email {
  return {
    subject: `You are no longer in ${exchange.name}`,
    preview: 'You will get no more e-mail about it.',
    content: [
      `Hello ${name},`,
      `The organiser of “${exchange.name}” has taken you out of it. You give to nobody there, nobody gives to you, and you will get no more e-mail about it.`,
      'If that is a mistake, please talk to your organiser, who can add you again.',
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
      `The organiser of “${exchange.name}” writes to everybody:`,
      { written: message },
      { button: 'Open my exchange', url },
    ],
  }
}
