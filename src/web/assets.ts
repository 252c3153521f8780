import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { paths } from '../paths.ts'
import { type AssetFile, gatherAssets } from './asset-files.ts'
import { chooseEncoding, type Encoding } from './compression.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

type Body = Uint8Array<ArrayBuffer>
/** What stands at a path. The build compresses what is text; from the sources everything is served as it is. */
type Asset = { path: string; type: string; body: Body; compressed: Map<Encoding, Body> }

const builtFolder = join(import.meta.dirname, 'assets')
const files = new Map((existsSync(builtFolder) ? readBuilt() : gatherAssets()).map((file) => [file.name, describe(file)]))

/** The URL of an asset. It holds a hash of the content, so that browsers may cache it for ever. */
export function asset(name: string): string {
  return find(name).path
}

/** Serves every asset under its address, and the favicon where browsers look for it unasked. */
export const assets = new Hono()
for (const file of files.values()) assets.get(file.path, (c) => send(c, file, 'public, max-age=31536000, immutable'))
assets.get('/favicon.ico', etag(), (c) => send(c, find('icon.svg'), 'public, max-age=86400'))
// Messengers read an invitation and its picture to show the link; search engines read there that they may not keep it.
assets.get('/robots.txt', etag(), (c) => {
  c.header('Cache-Control', 'public, max-age=86400')
  return c.text('User-agent: *\nAllow: /exchange/\nAllow: /assets/\nDisallow: /\n')
})
assets.get('/manifest.webmanifest', etag(), (c) =>
  c.body(manifest, 200, { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=86400' }),
)

/**
 * How the site stands on a home screen (https://www.w3.org/TR/appmanifest). A window with a way back, since pages count on it; where
 * phones have none like it, a link into the browser, which is where links in e-mails sign people in.
 */
const manifest = JSON.stringify({
  id: '/',
  name: 'Sneaky Klaus',
  short_name: 'Sneaky Klaus',
  description: 'Secret Santa gift exchanges',
  lang: 'en',
  start_url: '/',
  scope: '/',
  display: 'minimal-ui',
  theme_color: '#1c5c43',
  background_color: '#f7f2e9',
  // What somebody finds in a shop's app comes into the form for a wish.
  share_target: { action: paths.wishes(), method: 'GET', params: { title: 'title', text: 'note', url: 'link' } },
  icons: ['any', 'maskable'].flatMap((purpose) =>
    [192, 512].map((size) => ({ src: asset(`icon-${size}.png`), sizes: `${size}x${size}`, type: 'image/png', purpose })),
  ),
})

function find(name: string): Asset {
  const file = files.get(name)
  if (!file) throw new Error(`There is no asset ${name}.`)
  return file
}

function send(c: Context, { type, body, compressed }: Asset, cacheControl: string): Response {
  const encoding = chooseEncoding(c, [...compressed.keys()])
  const sent = encoding ? (compressed.get(encoding) ?? body) : body
  if (compressed.size > 0) c.header('Vary', 'Accept-Encoding')
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(sent, 200, { 'Content-Type': type, 'Content-Length': String(sent.length), 'Cache-Control': cacheControl })
}

function readBuilt(): AssetFile[] {
  const plain = readdirSync(builtFolder).filter((file) => extname(file) in types)
  return plain.map((file) => ({ name: file.replace(/\.[\w-]{10}(?=\.\w+$)/, ''), file, body: readFileSync(join(builtFolder, file)) }))
}

function describe({ file, body }: AssetFile): Asset {
  const compressed = new Map<Encoding, Body>()
  for (const [encoding, extension] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    const path = join(builtFolder, file + extension)
    if (existsSync(path)) compressed.set(encoding, readFileSync(path))
  }
  return { path: `/assets/${file}`, type: types[extname(file)] ?? 'application/octet-stream', body, compressed }
}
