import type { Printer } from '../language/printer.ts'

/** The address that was typed on the page before, and the way back there. */
export function SentTo({ address, back, t }: { address: string; back: string; t: Printer }) {
  return <p>{t.rich('sentTo', { address: <b class="address">{address}</b>, back: (words) => <a href={back}>{words}</a> })}</p>
}
