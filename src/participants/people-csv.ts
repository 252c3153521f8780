import Papa from 'papaparse'

/** One line of a list of people, with its number in the text, from 1. */
export type ReadLine = { number: number; text: string; name: string; email: string }

const separators = [',', ';', '\t']
const looksLikeAddress = /^[^\s,;]+@[^\s,;]+$/
/** What a spreadsheet runs when it stands at the beginning of a cell (OWASP: CSV injection), in full width too. */
const formula = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/**
 * Reads lines of name and address: separated by comma, semicolon or tab, quoted or not, with a heading line or without.
 * Empty lines are left out, and so is what stands after the second cell. A quoted cell may run over several lines.
 */
export function readLines(text: string): ReadLine[] {
  const lines = entries(text.split(/\r\n|\r|\n/))
  const filled = lines.filter((line) => line.text !== '').map((line) => ({ ...line, ...readPerson(line.text) }))
  return filled.filter((line, index) => index > 0 || !isHeading(line))
}

/** Lines with their numbers; those that a quoted cell runs over count as one. A quotation mark that nothing closes swallows no lines. */
function entries(lines: string[]): { number: number; text: string }[] {
  const found: { number: number; text: string }[] = []
  for (let first = 0, last: number; first < lines.length; first = last + 1) {
    last = isOpen(lines[first] as string) ? lines.findIndex((line, index) => index > first && isOpen(line)) : first
    if (last < 0) last = first
    found.push({
      number: first + 1,
      text: lines
        .slice(first, last + 1)
        .join('\n')
        .trim(),
    })
  }
  return found
}

/** Whether a quoted cell begins in the line and does not end in it, or the other way round. */
function isOpen(line: string): boolean {
  return line.split('"').length % 2 === 0
}

function readPerson(line: string): { name: string; email: string } {
  const readings = separators.map((separator) => cells(line, separator))
  const right = readings.find(([, second]) => second !== undefined && looksLikeAddress.test(second))
  const [name = '', email = ''] = right ?? readings.find(({ length }) => length > 1) ?? [line]
  return { name, email }
}

function cells(line: string, separator: string): string[] {
  const [row = []] = Papa.parse<string[]>(line, { delimiter: separator }).data
  return row.map((cell) => withoutGuard(cell.trim()))
}

function isHeading({ email }: ReadLine): boolean {
  return /mail|address/i.test(email) && !email.includes('@')
}

/** A table as a file that spreadsheets read rightly: UTF-8 with its mark at the beginning, and no cell that they would run. */
export function writeTable(rows: string[][]): string {
  return `\ufeff${Papa.unparse(rows, { newline: '\r\n', escapeFormulae: formula })}\r\n`
}

/** Takes off the apostrophe that `writeTable` sets before a formula. */
function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}

/** The text of a file in UTF-8, in UTF-16 with its mark, or, as older spreadsheets write it, in Windows' Latin-1; its lines end in LF. */
export function textOf(file: Uint8Array): string {
  return decode(file).replaceAll(/\r\n?/g, '\n')
}

function decode(file: Uint8Array): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}
