import type { Exchange } from '../exchanges/exchange.ts'
import { description, giftDay } from '../exchanges/gift-day.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import { linkLife } from '../mail/link-life.ts'
import type { Participant } from '../participants/participant.ts'

type Named = Pick<Exchange, 'name'>
/** What the e-mail tells of an exchange, and of the person drawn; `url` is a link that signs in. */
type Announced = Named & Pick<Exchange, 'budget' | 'exchangeDate' | 'description'>
type Drawn = Pick<Participant, 'name' | 'giftIdeas'>
type Giver = Pick<Participant, 'name'>

const keptToOneself = 'Please keep this e-mail to yourself: it could give the draw away.'

/** Says that the names are drawn; who the giver drew only when the exchange wants that in the e-mail. */
export function matchReady(url: string, exchange: Announced, giver: Giver, receiver: Drawn | undefined): Email {
  return {
    subject: `The names are drawn: ${exchange.name}`,
    preview: 'Open it when no one’s looking.',
    content: [
      `Hello ${giver.name},`,
      ...(receiver
        ? [{ news: 'You give to', name: receiver.name }, ...ideasOf(receiver), `The names for “${exchange.name}” are drawn.`]
        : [{ news: 'The names are drawn' }, `Your match in “${exchange.name}” is waiting. Make sure no one’s looking over your shoulder.`]),
      giftDay(exchange),
      { button: receiver ? 'Open my exchange' : 'See who you give to', url },
      linkLife.untilCompletion,
      ...description(exchange),
    ],
  }
}

/** Says that the giver has somebody else now; who only when the exchange wants that in the e-mail. */
export function matchChanged(url: string, exchange: Named, giver: Giver, receiver: Drawn | undefined): Email {
  return {
    subject: `Your match has changed: ${exchange.name}`,
    preview: 'Please look again before you buy a gift.',
    content: [
      `Hello ${giver.name},`,
      receiver ? { news: 'You now give to', name: receiver.name } : { news: 'Your match has changed' },
      `Something changed in “${exchange.name}”, so you give to someone else now. Your earlier match doesn’t count anymore. We’re sorry if you already have a gift.`,
      ...(receiver ? ideasOf(receiver) : []),
      { button: receiver ? 'Open my exchange' : 'See who you give to now', url },
      linkLife.untilCompletion,
      keptToOneself,
    ],
  }
}

/** Says that a change of the match was taken back. */
export function matchRestored(url: string, exchange: Named, giver: Giver): Email {
  return {
    subject: `Your match counts again: ${exchange.name}`,
    preview: 'Please look again before you buy a gift.',
    content: [
      `Hello ${giver.name},`,
      { news: 'Your match counts again' },
      `A change in “${exchange.name}” was undone, so you give to the same person as before it. Please look again to be sure.`,
      { button: 'See who you give to', url },
      linkLife.untilCompletion,
      keptToOneself,
    ],
  }
}

/** Says that somebody who had been taken out is in again, with the match from before. */
export function backIn(url: string, exchange: Named, giver: Giver): Email {
  return {
    subject: `You’re in again: ${exchange.name}`,
    preview: 'Your match counts again.',
    content: [
      `Hello ${giver.name},`,
      { news: 'You’re in again' },
      `You had been taken out of “${exchange.name}”, and that was undone. You give to the same person as before.`,
      { button: 'Open my exchange', url },
      linkLife.untilCompletion,
    ],
  }
}

/** Says that the draw was undone and another one comes. */
export function newDrawComing(url: string, exchange: Named, participant: Giver): Email {
  return {
    subject: `There’ll be a new draw: ${exchange.name}`,
    preview: 'The match you had doesn’t count anymore.',
    content: [
      `Hello ${participant.name},`,
      { news: 'There’ll be a new draw' },
      `The draw of “${exchange.name}” was undone, so the match you had doesn’t count anymore. We’ll e-mail you when the names are drawn again.`,
      { button: 'Open my exchange', url },
      linkLife.untilCompletion,
    ],
  }
}

function ideasOf({ name, giftIdeas }: Drawn): EmailPart[] {
  return giftIdeas ? [`Gift ideas from ${name} so far:`, { quote: giftIdeas }] : []
}
