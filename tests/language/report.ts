import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalog, compileCatalog } from '../../src/language/compile.ts'

const source = join(import.meta.dirname, '../../src')
const folder = join(source, 'language')

/** What translators have to look at in one language: what fails the build, what is missing, and what is the same as in English. */
export type Findings = { faults: string[]; missing: string[]; same: string[] }

/** The sentences of a language, as its file holds them; none where there is no file. */
export function readCatalog(code: string): Catalog {
  const file = join(folder, `${code}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Looks through the file of a language. Short words, and sentences of names and placeholders alone, may well be the same as in English. */
export function findingsOf(code: string): Findings {
  const [english, catalog] = [readCatalog('en'), readCatalog(code)]
  const isSuspicious = (message: string) => /\p{L}{3,}\s+\p{L}{2,}/u.test(message.replaceAll(/\{[^{}]*\}|<[^>]*>/g, ''))
  return {
    faults: compileCatalog(code, catalog, english).faults,
    missing: Object.keys(english).filter((key) => catalog[key] === undefined),
    same: Object.keys(catalog).filter((key) => catalog[key] === english[key] && isSuspicious(english[key] ?? '')),
  }
}

/** Sentences of English that no line of the program asks for, by their whole key, or by its beginning or end. */
export function unusedKeys(): string[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  const code = files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n')
  const beginnings = [...code.matchAll(/`([\w.]+\.)\$\{/g)].map(([, beginning]) => beginning as string)
  const ends = [...code.matchAll(/`\$\{\w+\}(\.\w+)`/g)].map(([, end]) => end as string)
  const isUsed = (key: string) =>
    code.includes(`'${key}'`) ||
    beginnings.some((beginning) => key.startsWith(beginning)) ||
    ends.some((end) => key.endsWith(end) && code.includes(`'${key.slice(0, -end.length)}'`))
  return Object.keys(readCatalog('en')).filter((key) => !isUsed(key))
}

/** Prints the findings of the languages named on the command line, or of all that have a file. */
function main(codes: string[]): void {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'en.json')
    .map((file) => file.replace('.json', ''))
  for (const code of codes.length > 0 ? codes : all) {
    const { faults, missing, same } = findingsOf(code)
    console.log(`${code}: ${Object.keys(readCatalog(code)).length} sentences, ${missing.length} missing, ${faults.length} wrong, ${same.length} like English`)
    for (const fault of faults) console.log(`  wrong: ${fault}`)
    for (const key of missing) console.log(`  missing: ${key}`)
    for (const key of same) console.log(`  like English: ${key}`)
  }
  for (const key of unusedKeys()) console.log(`unused: ${key}`)
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2))
