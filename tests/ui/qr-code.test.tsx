import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { QrCode } from '../../src/ui/qr-code.tsx'

const pixelsPerModule = 4

/** The picture that a camera would see of the code's markup. */
function photograph(markup: string) {
  const size = Number(/viewbox="0 0 (\d+) /i.exec(markup)?.[1])
  const width = size * pixelsPerModule
  const data = new Uint8Array(width * width * 4).fill(255)
  for (const [, x, y, run] of markup.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let row = Number(y) * pixelsPerModule; row < (Number(y) + 1) * pixelsPerModule; row++) {
      for (let column = Number(x) * pixelsPerModule; column < (Number(x) + Number(run)) * pixelsPerModule; column++) {
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
    expect(markup).toContain('fill="#000"')
    expect(markup).toContain('role="img" aria-label="Join"')
    const runs = [...markup.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, run]) => [Number(x), Number(y), Number(x) + Number(run)] as const)
    expect(Math.min(...runs.flat())).toBe(4)
    expect(Math.max(...runs.flatMap(([, y, end]) => [y + 1, end]))).toBe(size - 4)
  })
})
