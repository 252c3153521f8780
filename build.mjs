import { rmSync } from 'node:fs'
import { build, context } from 'esbuild'

/** Bundles our own code into dist/; packages stay where npm put them. `--watch` builds again at each change. */
const options = {
  entryPoints: { cli: 'src/cli.ts', 'draw/thread': 'src/draw/thread.ts' },
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
if (process.argv.includes('--watch')) await (await context(options)).watch()
else await build(options)
