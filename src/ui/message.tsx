import type { Flash } from '../web/flash.ts'

/** A short message above the content. */
export function Message({ kind, text }: Flash) {
  return <p class={`message ${kind}`}>{text}</p>
}
