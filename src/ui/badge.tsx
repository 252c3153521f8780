import type { Child } from '#jsx/jsx-runtime'

/** What a badge speaks of: something over, something that waits, something to celebrate; else it is just so. */
export type BadgeTone = 'calm' | 'waiting' | 'festive'

/** A word or a number on a small label. */
export function Badge({ tone, children }: { tone?: BadgeTone | undefined; children: Child }) {
  return <span class={tone === undefined ? 'badge' : `badge ${tone}`}>{children}</span>
}
