import type { Child } from '#jsx/jsx-runtime'
import { Badge } from './badge.tsx'

type CardProperties = {
  id?: string
  /** What it is called where it has no title. */
  label?: string
  title?: Child
  /** How many there are of what the title names. */
  count?: Child
  /** `next`: what the reader is to do now. `festive`: the same, with a picture, in the middle. */
  tone?: 'next' | 'festive'
  /** Whether it came up as an answer, and so is announced and can take the focus. */
  isAlert?: boolean
  /** Whether it answers what the reader did: then the cursor goes to its title. */
  isAnswer?: boolean | undefined
  children: Child
}

/** A sheet of paper on the page: one subject, with its title. */
export function Card({ id, label, title, count, tone, isAlert, isAnswer, children }: CardProperties) {
  return (
    <section class={classOf(tone)} id={id} aria-label={label} {...(isAlert ? { role: 'alert', tabindex: '-1' } : {})}>
      {title !== undefined && <CardTitle title={title} count={count} isAnswer={isAnswer} />}
      {children}
    </section>
  )
}

type FoldProperties = {
  id?: string
  title: Child
  /** Whether it stands open where there is room. */
  unfolds?: boolean
  isOpen?: boolean
  children: Child
}

/** A card of which only the title shows until one wants more. Where it `unfolds`, the style sheet opens it on wide windows. */
export function Fold({ id, title, unfolds, isOpen, children }: FoldProperties) {
  return (
    <details class={unfolds ? 'card fold unfolds' : 'card fold'} id={id} open={isOpen}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {children}
    </details>
  )
}

/** The title of a card. */
export function CardTitle({ title, count, isAnswer }: Pick<CardProperties, 'title' | 'count' | 'isAnswer'>) {
  return (
    <h2 tabindex={isAnswer ? '-1' : undefined} autofocus={isAnswer}>
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
