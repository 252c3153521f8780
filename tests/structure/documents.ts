import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** A text that people read, with its path from the top. */
export type Document = { file: string; text: string }

/** Every document but the changelog, which speaks of what was. */
export const documents: Document[] = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
  .filter((file) => file !== 'CHANGELOG.md')
  .sort()
  .map((file) => ({ file, text: readRoot(file) }))

export function readRoot(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

export function isThere(file: string): boolean {
  return existsSync(join(root, file))
}

/** The commands in the fenced `sh` blocks of a text, each as its words: without comments, settings before it and what it is piped into. */
export function shellCommands(text: string): string[][] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block as string)
  const lines = blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
  return lines
    .map((line) => line.replace(/(^|\s)#.*/, ''))
    .flatMap((line) => line.split(/&&|\|/))
    .map((command) => command.trim().replace(/^([A-Z_]+=\S+\s+)+/, ''))
    .filter((command) => command !== '')
    .map((command) => command.split(/\s+/))
}

/** What a text shows as code: spans, and the lines of its blocks. */
export function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, block]) => (block as string).split('\n'))
  const prose = text.replaceAll(/^```\w*\n.*?^```/gms, '')
  return [...blocks, ...[...prose.matchAll(/``\s?(.+?)\s?``|`([^`\n]+)`/g)].map(([, long, short]) => (long ?? short) as string)]
}

/** The names by which headings are linked to, as repository hosts make them. */
export function anchorsOf(text: string): string[] {
  const headings = [...text.replaceAll(/^```\w*\n.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading as string)
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
