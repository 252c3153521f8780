import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A file that browsers load: its name in the code, its name on the web, which tells the content, and the content. */
export type AssetFile = { name: string; file: string; body: Buffer<ArrayBuffer> }

type Minify = (text: string, language: 'css' | 'js') => string

const root = join(import.meta.dirname, '../..')

/** The files of `public/`, with htmx in front of our own script, which saves a request. `minify` shortens what is ours. */
export function gatherAssets(minify: Minify = (text) => text): AssetFile[] {
  return readdirSync(join(root, 'public')).map((name) => {
    const source = readFileSync(join(root, 'public', name))
    if (name === 'page.js') return describe(name, Buffer.concat([htmx(), Buffer.from(`\n${minify(source.toString(), 'js')}`)]))
    if (extname(name) === '.css') return describe(name, Buffer.from(minify(source.toString(), 'css')))
    return describe(name, source)
  })
}

function htmx(): Buffer {
  return readFileSync(join(root, 'node_modules/htmx.org/dist/htmx.min.js'))
}

function describe(name: string, body: Buffer<ArrayBuffer>): AssetFile {
  const extension = extname(name)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return { name, file: `${name.slice(0, -extension.length)}.${hash}${extension}`, body }
}
