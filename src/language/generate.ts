import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalog, compileCatalog, typesOf } from './compile.ts'
import { english, languages } from './languages.ts'

// A step of the build, which bundles, type checks and tests come after: writes what the program imports of the languages' files, the types of
// all sentences and a module for each language, into `generated/`. Throws where a sentence is wrong.
const folder = join(import.meta.dirname, 'generated')
const catalog = readCatalog(english.code)
const compiled = languages.map(({ code, locale }) => ({ code, ...compileCatalog(locale, readCatalog(code), catalog) }))
const faults = compiled.flatMap((language) => language.faults)
if (faults.length > 0) throw new Error(`Some sentences are wrong:\n${faults.join('\n')}`)
mkdirSync(folder, { recursive: true })
write('given.ts', typesOf(catalog))
for (const { code, module } of compiled) write(`${code}.ts`, module)

function readCatalog(code: string): Catalog {
  try {
    return JSON.parse(readFileSync(join(import.meta.dirname, `${code}.json`), 'utf8'))
  } catch (error) {
    throw new Error(`The file ${code}.json can’t be read: ${(error as Error).message}`)
  }
}

/** Leaves a file alone that is as it should be, so that nothing is built anew for it. */
function write(file: string, text: string): void {
  const path = join(folder, file)
  if (readOrEmpty(path) !== text) writeFileSync(path, text)
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
