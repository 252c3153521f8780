import type { Child } from '#jsx/jsx-runtime'
import { Badge } from './badge.tsx'

type CardProperties = {
  id?: string
  title?: Child
  /** How many there are of what the title names. */
  count?: Child
  /** `next`: what the reader is to do now. `festive`: the same, with a picture, in the middle. */
  tone?: 'next' | 'festive'
  /** Whether it came up as an answer, and so is announced and can take the focus. */
  isAlert?: boolean
  children: Child
}

/** A sheet of paper on the page: one subject, with its title. */
export function Card({ id, title, count, tone, isAlert, children }: CardProperties) {
  return (
    <section class={classOf(tone)} id={id} {...(isAlert ? { role: 'alert', tabindex: '-1' } : {})}>
      {title !== undefined && <CardTitle title={title} count={count} />}
      {children}
    </section>
  )
}

/** The title of a card. */
export function CardTitle({ title, count }: Pick<CardProperties, 'title' | 'count'>) {
  return (
    <h2>
      {title}
      {count !== undefined && (
        <>
          {' '}
          <Badge>{count}</Badge>
        </>
      )}
    </h2>
  )
}

function classOf(tone: CardProperties['tone']): string {
  if (tone === undefined) return 'card'
  return tone === 'next' ? 'card next' : 'card next festive'
}
