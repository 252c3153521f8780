import type { Exchange } from '../exchanges/exchange.ts'
import { giftDay } from '../exchanges/gift-day.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import type { Participant } from '../participants/participant.ts'

/** What the e-mail tells of an exchange, and of the person drawn; `url` is a link that signs in. */
type Announced = Pick<Exchange, 'name' | 'budget' | 'exchangeDate'>
type Drawn = Pick<Participant, 'name' | 'giftIdeas'>

/** Says that the names are drawn; with whom the giver drew only when the exchange wants that in the e-mail. */
export function matchReady(url: string, exchange: Announced, giver: Pick<Participant, 'name'>, receiver: Drawn | undefined): Email {
  return {
    subject: `The names are drawn: ${exchange.name}`,
    preview: 'Your match is ready.',
    content: [
      `Hello ${giver.name},`,
      `The names for “${exchange.name}” are drawn, and your match is ready.`,
      ...giftDay(exchange),
      ...(receiver ? drawn(receiver) : ['Make sure that nobody looks over your shoulder when you open it.']),
      { button: receiver ? 'Open my exchange' : 'See my match', url },
    ],
  }
}

/** Says that the giver has somebody else now; with whom only when the exchange wants that in the e-mail. */
export function matchChanged(url: string, exchange: Announced, giver: Pick<Participant, 'name'>, receiver: Drawn | undefined): Email {
  return {
    subject: `Your match has changed: ${exchange.name}`,
    preview: 'Please look again before you buy a gift.',
    content: [
      `Hello ${giver.name},`,
      `Something has changed in “${exchange.name}”, and so you give to somebody else now. Your earlier match no longer counts. We are sorry if you had a gift already.`,
      ...(receiver ? drawn(receiver) : []),
      { button: receiver ? 'Open my exchange' : 'See my new match', url },
      'Please tell nobody about this e-mail: it could give away who gives to whom.',
    ],
  }
}

/** Says that a change of the match was taken back. */
export function matchRestored(url: string, exchange: Announced, giver: Pick<Participant, 'name'>): Email {
  return {
    subject: `Your match counts again: ${exchange.name}`,
    preview: 'Please look again before you buy a gift.',
    content: [
      `Hello ${giver.name},`,
      `A change in “${exchange.name}” was taken back, and so you give to the same person as before it. Please look again to be sure.`,
      { button: 'See my match', url },
      'Please tell nobody about this e-mail: it could give away who gives to whom.',
    ],
  }
}

/** Says that somebody who had been taken out is in again, with the match from before. */
export function backIn(url: string, exchange: Announced, giver: Pick<Participant, 'name'>): Email {
  return {
    subject: `You are in again: ${exchange.name}`,
    preview: 'Your match counts again.',
    content: [
      `Hello ${giver.name},`,
      `You had been taken out of “${exchange.name}”, and that was undone. You are in again, and you give to the same person as before.`,
      { button: 'Open my exchange', url },
    ],
  }
}

/** Says that the draw was undone and another one comes. */
export function newDrawComing(url: string, exchange: Announced, participant: Pick<Participant, 'name'>): Email {
  return {
    subject: `There will be a new draw: ${exchange.name}`,
    preview: 'The match that you had does not count any more.',
    content: [
      `Hello ${participant.name},`,
      `The draw of “${exchange.name}” was undone, so the match that you had does not count any more. There will be a new draw, and an e-mail tells you when your new match is ready.`,
      { button: 'Open my exchange', url },
    ],
  }
}

function drawn(receiver: Drawn): EmailPart[] {
  return [
    `You give to ${receiver.name}.`,
    ...(receiver.giftIdeas ? [`These are the gift ideas of ${receiver.name} so far:`, { quote: receiver.giftIdeas }] : []),
  ]
}
