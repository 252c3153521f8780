import type { Printer } from '../language/printer.ts'
import { momentInWords } from '../ui/dates.ts'
import { MessageBubble } from './message-bubble.tsx'
import type { Thread } from './threads.ts'

type TalkProperties = { participantId: string; thread: Thread; timezone: string; t: Printer }

/** What was delivered, or will be, at one time. */
type Delivery = Thread['messages']

/** At least so many messages show at once. */
const fewestShown = 8

/** What both have written, under the times at which it was delivered, which is all that is known of its time. Older messages are folded away, new ones never. */
export function Talk(properties: TalkProperties) {
  const { thread, t } = properties
  const deliveries = [...Map.groupBy(thread.messages, ({ deliverAt }) => deliverAt.getTime()).values()]
  const earlier = deliveries.slice(0, firstShown(deliveries))
  const latest = deliveries.slice(earlier.length)
  // A link to the thread leads to what is new in it, else to its end.
  const target = latest.find(hasNew) ?? latest.at(-1)
  return (
    <>
      {earlier.length > 0 && (
        <details class="earlier">
          <summary>{t('messages.earlier', { count: earlier.flat().length })}</summary>
          {earlier.map((delivery) => (
            <DeliveryPart delivery={delivery} {...properties} />
          ))}
        </details>
      )}
      {latest.map((delivery) => (
        <DeliveryPart delivery={delivery} isTarget={delivery === target} {...properties} />
      ))}
    </>
  )
}

function firstShown(deliveries: readonly Delivery[]): number {
  const isShown = (_: Delivery, place: number) => deliveries.slice(place + 1).flat().length < fewestShown
  const isNewOrShown = (delivery: Delivery, place: number) => hasNew(delivery) || isShown(delivery, place)
  return deliveries.findIndex(isNewOrShown)
}

function hasNew(delivery: Delivery): boolean {
  return delivery.some(({ isNew }) => isNew)
}

function DeliveryPart({ delivery, isTarget, participantId, thread: { withWhom }, timezone, t }: TalkProperties & { delivery: Delivery; isTarget?: boolean }) {
  const [{ deliverAt, isDelivered }] = delivery as [Delivery[number]]
  const when = momentInWords(deliverAt, timezone, t)
  return (
    <div class={isDelivered ? 'delivery' : 'delivery pending'}>
      <h3 {...(isTarget ? { id: withWhom, tabindex: '-1' } : {})}>{isDelivered ? when : t('messages.pending', { when })}</h3>
      <ol class="talk">
        {delivery.map((message) => (
          <MessageBubble participantId={participantId} withWhom={withWhom} message={message} t={t} />
        ))}
      </ol>
    </div>
  )
}
