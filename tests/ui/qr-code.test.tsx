import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { QrCode } from '../../src/ui/qr-code.tsx'

const pixelsPerModule = 4

/** The dark runs of modules: strokes along the middle of their row, the first of each row by its place, the others by their distance. */
function runsOf(markup: string): { start: number; end: number; y: number }[] {
  const runs: { start: number; end: number; y: number }[] = []
  for (const [, kind, across, down, length] of markup.matchAll(/([Mm])(\d+) ([\d.]+)h(\d+)/g)) {
    const before = kind === 'm' ? runs.at(-1) : undefined
    const start = (before?.end ?? 0) + Number(across)
    runs.push({ start, end: start + Number(length), y: before?.y ?? Math.floor(Number(down)) })
  }
  return runs
}

/** The picture that a camera would see of the code's markup. */
function photograph(markup: string) {
  const size = Number(/viewbox="0 0 (\d+) /i.exec(markup)?.[1])
  const width = size * pixelsPerModule
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const { start, end, y } of runsOf(markup)) {
    for (let row = y * pixelsPerModule; row < (y + 1) * pixelsPerModule; row++) {
      for (let column = start * pixelsPerModule; column < end * pixelsPerModule; column++) {
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3)
      }
    }
  }
  return { width, height: width, data }
}

describe('the QR code', () => {
  test.each(['https://klaus.example.org/exchange/0123456789abcdef/register', 'http://192.168.178.20:8000/exchange/zyxwvtsrqpnmkjhg/register'])(
    'reads as %s',
    (address) => {
      expect(decodeQR(photograph(String(<QrCode address={address} label="Join" />)))).toBe(address)
    },
  )

  test('is dark on white, whatever the page is, has a quiet zone of four modules and a name', () => {
    const markup = String(<QrCode address="https://klaus.example.org" label="Join" />)
    const size = Number(/viewbox="0 0 (\d+) /i.exec(markup)?.[1])
    expect(markup).toContain(`<rect width="${size}" height="${size}" fill="#fff">`)
    expect(markup).toContain('stroke="#000"')
    expect(markup).toContain('role="img" aria-label="Join"')
    const runs = runsOf(markup)
    expect(Math.min(...runs.flatMap(({ start, y }) => [start, y]))).toBe(4)
    expect(Math.max(...runs.flatMap(({ end, y }) => [end, y + 1]))).toBe(size - 4)
  })
})
