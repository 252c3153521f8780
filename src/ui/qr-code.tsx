import { encode } from 'uqr'

/** A light margin around the code, in modules, without which cameras may not find it. */
const quietZone = 4

/** A QR code for an address, always dark on white, as large as its style says. `label` says what it leads to. */
export function QrCode({ address, label }: { address: string; label: string }) {
  const { data, size } = encode(address, { ecc: 'M', border: quietZone })
  return (
    <svg class="qr" viewbox={`0 0 ${size} ${size}`} width={size * 4} height={size * 4} role="img" aria-label={label}>
      <title>{label}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={strokes(data)} stroke="#000" />
    </svg>
  )
}

/** Each row's runs of dark modules as strokes one module thick, told from the end of the one before: so they compress best. */
function strokes(rows: boolean[][]): string {
  return rows
    .flatMap((modules, y) => {
      const row = modules.map((isDark) => (isDark ? '1' : '0')).join('')
      let end = 0
      return [...row.matchAll(/1+/g)].map(({ 0: run, index }) => {
        const start = end === 0 ? `M${index} ${y + 0.5}` : `m${index - end} 0`
        end = index + run.length
        return `${start}h${run.length}`
      })
    })
    .join('')
}
