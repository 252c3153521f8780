import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, context, transformSync } from 'esbuild'
import { gatherAssets } from './src/web/asset-files.ts'

/** Bundles our own code into dist/; packages stay where npm put them. `--watch` builds again at each change. */
const options = {
  entryPoints: { cli: 'src/cli.ts', 'draw/thread': 'src/draw/thread.ts', 'database/backup-thread': 'src/database/backup-thread.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node26',
  jsx: 'automatic',
  jsxImportSource: '#jsx',
  sourcemap: true,
  logLevel: 'warning',
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
