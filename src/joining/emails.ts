import type { Exchange } from '../exchanges/exchange.ts'
import type { Email } from '../mail/email.ts'
import type { Participant } from '../participants/participant.ts'
import { paths } from '../paths.ts'
import { dateInWords, zoneInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'

/** What the e-mails tell of an exchange and of the person they go to. */
type Announced = Pick<Exchange, 'name' | 'budget' | 'exchangeDate' | 'registrationCloseDate' | 'timezone'>
type Addressee = Pick<Participant, 'name'>

const lifetime = 'The link works once and for one hour. You can ask for a new one at any time.'

/** Says that somebody has joined, with a link that signs in. */
export function registrationConfirmation(world: World, exchange: Announced, participant: Addressee, token: string): Email {
  return {
    subject: `You are in: ${exchange.name}`,
    preview: 'Confirm your address and see who else has joined.',
    content: [
      `Hello ${participant.name},`,
      `you have joined “${exchange.name}”. Gifts are exchanged on ${dateInWords(exchange.exchangeDate)}${exchange.budget ? `, and the budget is ${exchange.budget}` : ''}.`,
      `Registration is open until the end of ${dateInWords(exchange.registrationCloseDate)} (${zoneInWords(exchange.timezone)}). Then the names are drawn, and you will learn whom you give to.`,
      { button: 'Open my exchange', url: world.url(paths.magicLink(token)) },
      lifetime,
    ],
  }
}

/** Carries a link that signs in. */
export function signInLink(world: World, exchange: Announced, participant: Addressee, token: string): Email {
  return {
    subject: `Your link to ${exchange.name}`,
    preview: 'One click, and you are signed in.',
    content: [
      `Hello ${participant.name},`,
      `here is your link to “${exchange.name}”.`,
      { button: 'Sign me in', url: world.url(paths.magicLink(token)) },
      lifetime,
    ],
  }
}
