import type { Exchange } from '../exchanges/exchange.ts'
import type { Email, EmailPart } from '../mail/email.ts'
import type { Participant } from '../participants/participant.ts'
import { paths } from '../paths.ts'
import { dateInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'

/** What the e-mail tells of an exchange, and of the person drawn. */
type Announced = Pick<Exchange, 'name' | 'slug' | 'budget' | 'exchangeDate'>
type Drawn = Pick<Participant, 'name' | 'giftIdeas'>

/** Says that the names are drawn; with whom the giver drew only when the exchange wants that in the e-mail. */
export function matchReady(world: World, exchange: Announced, giver: Pick<Participant, 'name'>, receiver: Drawn | undefined): Email {
  return {
    subject: `The names are drawn: ${exchange.name}`,
    preview: 'Your match is ready.',
    content: [
      `Hello ${giver.name},`,
      `the names for “${exchange.name}” are drawn, and your match is ready. Gifts are exchanged on ${dateInWords(exchange.exchangeDate)}${exchange.budget ? `, and the budget is ${exchange.budget}` : ''}.`,
      ...(receiver ? drawn(receiver) : ['Make sure that nobody looks over your shoulder when you open it.']),
      { button: receiver ? 'Open my exchange' : 'See my match', url: world.url(paths.requestAccess(exchange.slug)) },
      'If you are not signed in, you get a fresh link there.',
    ],
  }
}

function drawn(receiver: Drawn): EmailPart[] {
  return [
    `You give to ${receiver.name}.`,
    ...(receiver.giftIdeas ? [`These are the gift ideas of ${receiver.name} so far:`, { quote: receiver.giftIdeas }] : []),
  ]
}
