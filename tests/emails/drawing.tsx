import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { Klaus } from '../../src/ui/art.tsx'
import { launchBrowser } from '../support/browser.ts'

/** How many colours and shades of transparency the drawing keeps: its own seven, and those between them at the edges. */
const mostColours = 64
/** Twice what it is shown as. */
const width = 192
const height = 128

const styles = ['0-tokens', '6-art'].map((name) => readFileSync(join('public/styles', `${name}.css`), 'utf8')).join('\n')
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' })
await page.setContent(
  `<style>${styles}\nhtml, body { margin: 0; background: none !important; color-scheme: only light; } svg { display: block; }</style>${<Klaus size={width} />}`,
)
const picture = (await page.screenshot({ omitBackground: true })).toString('base64')
const pixels: number[] = await page.evaluate(`(async () => {
  const image = Object.assign(new Image(), { src: 'data:image/png;base64,${picture}' })
  await image.decode()
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
  canvas.drawImage(image, 0, 0)
  return [...canvas.getImageData(0, 0, image.width, image.height).data]
})()`)
await browser.close()

const png = inPalette(pixels)
const file = 'src/mail/drawing.ts'
writeFileSync(file, readFileSync(file, 'utf8').replace(/(base64: )'[^']*'/, `$1'${png.toString('base64')}'`))
console.log(`${png.length} bytes of PNG are in ${file}`)

/** A PNG with a palette of the commonest colours, to which the others are the nearest. */
function inPalette(rgba: number[]): Buffer {
  const colours = Array.from({ length: width * height }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba
      .slice(4 * pixel, 4 * pixel + 4)
      .map((value, part) => (part === 3 ? coarse(value, 51) : coarse(value, 8)))
    return alpha === 0 ? '0,0,0,0' : [red, green, blue, alpha].join()
  })
  const counts = Map.groupBy(colours, (colour) => colour)
  const palette = [...counts]
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, mostColours)
    .map(([colour]) => colour.split(',').map(Number))
  const indices = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour.split(',').map(Number))]))
  const lines = Array.from({ length: height }, (_, y) => [0, ...colours.slice(y * width, (y + 1) * width).map((colour) => indices.get(colour) as number)])
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 3, 0, 0, 0])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((colour) => colour[3] as number))),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()), { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function coarse(value: number, step: number): number {
  return Math.min(255, Math.round(value / step) * step)
}

function nearest(palette: number[][], colour: number[]): number {
  const distances = palette.map((other) => other.reduce((sum, value, part) => sum + (value - (colour[part] as number)) ** 2, 0))
  return distances.indexOf(Math.min(...distances))
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
