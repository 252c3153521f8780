import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, context, transformSync } from 'esbuild'
import './src/language/generate.ts'
import { gatherAssets } from './src/web/asset-files.ts'

/** Escapes in the bundles what is not ASCII: esbuild does so in strings, and leaves regular expressions as they are. */
const inAscii = {
  name: 'in ASCII',
  setup({ onEnd }) {
    onEnd(({ metafile }) => {
      for (const file of Object.keys(metafile?.outputs ?? {}).filter((name) => name.endsWith('.js'))) {
        const text = readFileSync(file, 'utf8')
        const escaped = text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        if (escaped !== text) writeFileSync(file, escaped)
      }
    })
  },
}

/**
 * Bundles our own code and the packages it runs on into dist/: finding and loading their hundreds of files took a third of each start.
 * SQLite stays where npm put it, since it is a library of the machine. Comments and indentation go, and lines stay short enough to be
 * named by an error: one dash in a comment makes Node keep a whole file in two bytes a letter. `--watch` builds again at each change.
 */
const options = {
  entryPoints: { cli: 'src/cli.ts', 'backup-thread': 'src/backup-thread.ts', 'draw/thread': 'src/draw/thread.ts' },
  outdir: 'dist',
  bundle: true,
  // Parts for rare occasions are files of their own.
  splitting: true,
  external: ['better-sqlite3', 'pg-native'],
  mainFields: ['module', 'main'],
  platform: 'node',
  format: 'esm',
  target: 'node26',
  // Packages of the older kind ask for Node's own modules by it.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  jsx: 'automatic',
  jsxImportSource: '#jsx',
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: 'external',
  sourcemap: true,
  logLevel: 'warning',
  metafile: true,
  plugins: [inAscii],
}

rmSync('dist', { recursive: true, force: true })
writeAssets('dist/assets')
if (process.argv.includes('--watch')) await (await context(options)).watch()
else await build(options)

/** Leaves what browsers load in `folder`, minified, and what is text also compressed as far as it goes. */
function writeAssets(folder) {
  mkdirSync(folder, { recursive: true })
  for (const { file, body } of gatherAssets((text, loader) => transformSync(text, { loader, minify: true }).code)) {
    writeFileSync(`${folder}/${file}`, body)
    if (file.endsWith('.png')) continue
    writeFileSync(`${folder}/${file}.br`, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }))
    writeFileSync(`${folder}/${file}.gz`, gzipSync(body, { level: 9 }))
  }
}
