import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A file that browsers load: its name in the code, its name on the web, which holds a hash of the content, and the content. */
export type AssetFile = { name: string; file: string; body: Buffer<ArrayBuffer> }

type Minify = (text: string, language: 'css' | 'js') => string

const root = join(import.meta.dirname, '../..')

/**
 * The files of `public/`: its styles as one for everybody and one for the organisers' desk, which participants never load, and htmx in
 * front of our own script, which saves requests. `minify` shortens what is ours.
 */
export function gatherAssets(minify: Minify = (text) => text): AssetFile[] {
  const entries = readdirSync(join(root, 'public'), { withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  return [
    describe('styles.css', Buffer.from(minify(stylesIn('styles'), 'css'))),
    describe('desk.css', Buffer.from(minify(stylesIn('styles/desk'), 'css'))),
    ...files.map((name) => {
      const source = readFileSync(join(root, 'public', name))
      return describe(name, name === 'page.js' ? Buffer.concat([htmx(), Buffer.from(`\n${minify(source.toString(), 'js')}`)]) : source)
    }),
  ]
}

function stylesIn(path: string): string {
  const folder = join(root, 'public', path)
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'))
  return files
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}

function htmx(): Buffer {
  return readFileSync(join(root, 'node_modules/htmx.org/dist/htmx.min.js'))
}

function describe(name: string, body: Buffer<ArrayBuffer>): AssetFile {
  const extension = extname(name)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { name, file: `${name.slice(0, -extension.length)}.${hash}${extension}`, body }
}
