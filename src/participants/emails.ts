import { daysUntil } from '../exchanges/due.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import { dateInWords } from '../ui/dates.ts'
import type { World } from '../world.ts'
import type { Participant } from './participant.ts'

type Approaching = Pick<Exchange, 'name' | 'slug' | 'budget' | 'exchangeDate' | 'timezone'>
/** Who is reminded; `hasLooked` and `hasIdeas` are 0 or 1. */
type Reminded = Pick<Participant, 'name'> & { hasLooked: number; hasIdeas: number }

/** Reminds somebody of the day, and of what is still to do. `token` is the secret that ends reminders. */
export function reminder(world: World, exchange: Approaching, { name, hasLooked, hasIdeas }: Reminded, token: string): Email {
  const when = untilThen(daysUntil(exchange.exchangeDate, world.now(), exchange.timezone))
  return {
    subject: `${when.charAt(0).toUpperCase()}${when.slice(1)}: ${exchange.name}`,
    preview: `Gifts are exchanged on ${dateInWords(exchange.exchangeDate)}.`,
    content: [
      `Hello ${name},`,
      `${when} it is time for “${exchange.name}”: gifts are exchanged on ${dateInWords(exchange.exchangeDate)}${exchange.budget ? `, and the budget is ${exchange.budget}` : ''}.`,
      ...(hasLooked ? [] : ['You have not looked up yet whom you give to. Your match is waiting for you.']),
      ...(hasIdeas ? [] : ['You have not written any gift ideas yet. A few make it much easier for whoever gives to you.']),
      { button: hasLooked ? 'Open my exchange' : 'See my match', url: world.url(paths.requestAccess(exchange.slug)) },
      'If you are not signed in, you get a fresh link there.',
    ],
    unsubscribeUrl: world.url(paths.unsubscribe(token)),
  }
}

function untilThen(days: number): string {
  if (days <= 0) return 'today'
  return days === 1 ? 'tomorrow' : `in ${days} days`
}

/** Says that somebody has left an exchange, and how to come back. */
export function withdrawalConfirmation(world: World, exchange: Pick<Exchange, 'name' | 'slug'>, { name }: Pick<Participant, 'name'>): Email {
  return {
    subject: `You have left ${exchange.name}`,
    preview: 'You will get no more e-mail about it.',
    content: [
      `Hello ${name},`,
      `you have left “${exchange.name}”. You are not part of its draw, and you will get no more e-mail about it.`,
      'If that was a mistake, you can join again for as long as registration is open.',
      { button: 'Join again', url: world.url(paths.register(exchange.slug)) },
    ],
  }
}
