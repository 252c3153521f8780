import type { Exchange } from '../exchanges/exchange.ts'
import type { Refusal } from '../language/refusals.ts'
import { type Content, isMessage } from './content.ts'
import { phraseNamed } from './phrases.ts'
import type { Side } from './thread.ts'
import type { ThreadView } from './thread-view.ts'

/** The most messages that somebody can write in a thread on one day. */
export const mostADay = 20

type InExchange = Pick<Exchange, 'name' | 'state' | 'messages'>

/** With so few people it is easy to guess who writes. */
export const fewPeople = 4

/** Why nobody can write in an exchange that stands so; undefined when people can. */
export function whyNoMessages({ name, state, messages }: InExchange): Refusal | undefined {
  if (!messages) return { code: 'messages are off', exchange: name }
  return state === 'matched' || state === 'completed' ? undefined : { code: 'not drawn yet' }
}

/** Whether one can ask in an exchange that stands so: once it is completed there is only to say thank you. */
export function canAsk(exchange: InExchange): boolean {
  return exchange.state !== 'completed' && !whyNoMessages(exchange)
}

/** Why somebody can't write that to whoever is on that side; undefined when they can. Once an exchange is completed there is only to say thank you. */
export function whyNotWrite(
  exchange: InExchange,
  { withWhom, content, closedBy }: { withWhom: Side; content: Content; closedBy: ThreadView['closedBy'] },
): Refusal | undefined {
  const refusal = whyNoMessages(exchange)
  if (refusal) return refusal
  if (!isMessage(content)) return undefined
  if (closedBy !== null) return { code: closedBy === 'me' ? 'thread is closed' : 'thread was closed' }
  return exchange.state === 'matched' || isThanks(withWhom, content) ? undefined : { code: 'only thanks are left', exchange: exchange.name }
}

/** Whether that says thank you, or answers it: a ready-made phrase for it, or any words to whoever gave. */
function isThanks(withWhom: Side, content: Content): boolean {
  return 'phrase' in content ? phraseNamed(content.phrase)?.topic === 'thanks' : withWhom === 'giver'
}
