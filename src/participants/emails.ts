import type { Exchange } from '../exchanges/exchange.ts'
import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'
import type { Participant } from './participant.ts'

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
