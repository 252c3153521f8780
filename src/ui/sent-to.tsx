/** The address that was typed on the page before, and the way back there. */
export function SentTo({ address, back }: { address: string; back: string }) {
  return (
    <p>
      You typed <b class="address">{address}</b>. <a href={back}>Wrong address? Go back</a>
    </p>
  )
}
