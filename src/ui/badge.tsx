import type { Child } from '#jsx/jsx-runtime'

/** A word or a number on a small label. */
export function Badge({ tone, children }: { tone?: 'calm' | 'waiting' | 'festive'; children: Child }) {
  return <span class={tone === undefined ? 'badge' : `badge ${tone}`}>{children}</span>
}
