import { addressAlone, addressesIn } from './addresses.ts'
import { type CellRecord, readCells } from './cells.ts'
import { findHeading } from './find-heading.ts'

/** What separates cells, the surer first: commas also stand in names and texts. */
const separators = ['\t', ';', '|', ',', '，', '；']

/** The line by which Excel is told what separates the cells. */
const told = /^[\s\ufeff]*"?sep=(.)"?[\s;,]*$/i

/** The table that a text is, by the separator that finds the most addresses in cells of their own. */
export function readTable(text: string): CellRecord[] {
  const tables = separators.map((separator) => readCells(text, separator)).map((records) => ({ records, score: scoreOf(records) }))
  return tables.reduce((best, one) => (one.score > best.score ? one : best)).records
}

/** The separator that the first line tells, if that is all it does. */
export function toldSeparator(line: string): string | undefined {
  return told.exec(line)?.[1]
}

/** The cells of a line by whichever separator finds an address alone in one of several, for lists that were typed by hand. */
export function cellsByAny(raw: string): string[] | undefined {
  const readings = separators.flatMap((separator) => readCells(raw, separator).slice(0, 1)).map(({ cells }) => cells)
  return readings.find((cells) => cells.length > 1 && cells.some((cell) => addressAlone(cell) !== undefined))
}

/** An address alone in a cell beside another one counts; one among other words counts less, and several cells alone least. */
function scoreOf(records: CellRecord[]): number {
  const scores = records.map(({ cells }): number => {
    const filled = cells.filter((cell) => cell.trim() !== '')
    if (filled.length < 2) return 0
    if (filled.some((cell) => addressAlone(cell) !== undefined)) return 1
    return filled.filter((cell) => addressesIn(cell).length > 0).length === 1 ? 0.3 : 0.001
  })
  return scores.reduce((sum, score) => sum + score, findHeading(records).score / 10)
}

/** The lines of a text, of which those that were quoted as a whole, separators and all, are unquoted. */
export function withoutQuotedLines(text: string): string {
  const whole = /^[ \t]*"((?:[^"\n]|"")*)"[ \t,;]*$/gm
  const isWhole = (line: string) => line.search(whole) >= 0 && /[,;|\t]/.test(line)
  const lines = text.split('\n').filter((line) => line.includes('@'))
  return lines.length > 0 && lines.every(isWhole) ? text.replaceAll(whole, (_, line: string) => line.replaceAll('""', '"')) : text
}

/** The lines of a text without the numbers or bullets in front of people, where everybody has one. */
export function withoutNumbering(text: string): string {
  const numbering = /^[ \t]*(?:[-–—*•·▪◦‣–]|\d{1,4}[.)])[ \t]+(?=\S)/
  const lines = text.split('\n')
  const people = lines.filter((line) => line.includes('@') || line.includes('＠'))
  if (people.length === 0 || !people.every((line) => numbering.test(line))) return text
  return lines.map((line) => line.replace(numbering, '')).join('\n')
}
