import type { Child } from '#jsx/jsx-runtime'
import type { Flash } from '../web/flash.ts'

/** The kind of a message: done, worth knowing, or a problem. */
export type MessageKind = Flash['kind']

/** A message left by the step before. */
export function FlashMessage({ kind, text }: Flash) {
  return <p class={`message ${kind}`}>{text}</p>
}

/** A message that belongs to the page; a problem is announced, and can take the focus. */
export function Message({ kind, children }: { kind: MessageKind; children: Child }) {
  if (kind !== 'problem') return <p class={`message ${kind}`}>{children}</p>
  return (
    <p class="message problem" role="alert" tabindex="-1">
      {children}
    </p>
  )
}

type OutcomeProperties = { kind: MessageKind; title: string; children: Child; id?: string }

/** A message of several paragraphs under a title, where the focus goes when what the reader did brought it about. A second one on a page brings an `id`. */
export function Outcome({ kind, title, children, id = 'outcome' }: OutcomeProperties) {
  return (
    <section class={`message ${kind} verdict`} aria-labelledby={id}>
      <h2 id={id} tabindex="-1" data-outcome>
        {title}
      </h2>
      {children}
    </section>
  )
}
