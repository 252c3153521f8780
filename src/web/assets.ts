import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { Hono } from 'hono'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
}

const files = readAssets(projectFolder())

/** The address of a file of `public/` or of htmx. It names the content, so that browsers may keep it for ever. */
export function asset(name: string): string {
  const file = files.get(name)
  if (!file) throw new Error(`There is no asset ${name}.`)
  return file.path
}

/** Serves every asset under its address, and the favicon where browsers look for it unasked. */
export const assets = new Hono()
for (const { path, body, type } of files.values()) {
  assets.get(path, (c) => c.body(body, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }))
}
assets.get('/favicon.ico', (c) =>
  c.body(files.get('icon.svg')?.body ?? new Uint8Array(), 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' }),
)
// Messengers read an invitation and its picture to show the link; search engines read there that they may not keep it.
assets.get('/robots.txt', (c) => c.text('User-agent: *\nAllow: /exchange/\nAllow: /assets/\nDisallow: /\n'))

function readAssets(root: string) {
  const files = readdirSync(join(root, 'public'), { withFileTypes: true }).filter((entry) => entry.isFile())
  const sources = files.map(({ name }) => [name, new Uint8Array(readFileSync(join(root, 'public', name)))] as const)
  const styles = readdirSync(join(root, 'public/styles'))
    .sort()
    .map((name) => readFileSync(join(root, 'public/styles', name), 'utf8'))
  const htmx = new Uint8Array(readFileSync(join(root, 'node_modules/htmx.org/dist/htmx.min.js')))
  const all = [...sources, ['styles.css', new TextEncoder().encode(styles.join('\n'))], ['htmx.js', htmx]] as const
  return new Map(all.map(([name, body]) => [name, describe(name, body)]))
}

function describe(name: string, body: Uint8Array<ArrayBuffer>) {
  const extension = extname(name)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { path: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`, body, type: types[extension] ?? 'application/octet-stream' }
}

/** The folder of package.json, whether this runs from `src/` or bundled from `dist/`. */
function projectFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
