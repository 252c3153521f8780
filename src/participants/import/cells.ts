/** One record of a table: its cells, and the lines that it stands on, from 1; `raw` is what stands there. */
export type CellRecord = { first: number; last: number; raw: string; cells: string[] }

/**
 * Reads a table, in the manner of RFC 4180, whose cells are as they stand, unquoted. A quotation mark quotes only where it opens
 * a cell and the next one that is not doubled closes it; any other is a character, like the inch mark in `TV 42"` and the
 * abbreviation `ד"ר`. Libraries (Papa Parse, csv-parse) let a mark at the beginning of a cell swallow the lines after it.
 */
export function readCells(text: string, separator: string): CellRecord[] {
  const records: CellRecord[] = []
  for (let start = 0, line = 1; start < text.length; ) {
    const { cells, end } = readRecord(text, start, separator)
    const raw = text.slice(start, end)
    const breaks = raw.split('\n').length - 1
    records.push({ first: line, last: line + breaks, raw, cells })
    line += breaks + 1
    start = end + 1
  }
  return records
}

/** The record that begins at `start`, and where its line ends. A quoted cell may run over lines, but not over other records. */
function readRecord(text: string, start: number, separator: string): { cells: string[]; end: number } {
  const firstLine = lineEnd(text, start)
  const record = scan(text, start, separator)
  if (record.end === firstLine) return record
  const alone = scan(text.slice(0, firstLine), start, separator)
  const isRecord = (line: string) => line.includes('@') && scan(line, 0, separator).cells.length >= alone.cells.length
  const swallowed = text.slice(firstLine + 1, record.end).split('\n')
  return text.slice(start, firstLine).includes('@') && swallowed.some(isRecord) ? alone : record
}

function scan(text: string, start: number, separator: string): { cells: string[]; end: number } {
  const cells: string[] = []
  for (let place = start; ; place++) {
    const quoted = quotedCell(text, place, separator)
    const end = quoted?.end ?? cellEnd(text, place, separator)
    cells.push(quoted?.cell ?? text.slice(place, end))
    place = end
    if (place >= text.length || text[place] === '\n') return { cells, end: place }
  }
}

/** The quoted cell that opens at `start`, blanks aside, and where it ends; undefined when none does. */
function quotedCell(text: string, start: number, separator: string): { cell: string; end: number } | undefined {
  const opening = start + blanks(text, start, separator)
  if (text[opening] !== '"') return undefined
  for (let mark = text.indexOf('"', opening + 1); mark >= 0; mark = text.indexOf('"', mark + 1)) {
    if (text[mark + 1] === '"') {
      mark++
      continue
    }
    const end = mark + 1 + blanks(text, mark + 1, separator)
    const isClosed = end >= text.length || text[end] === '\n' || text[end] === separator
    return isClosed ? { cell: text.slice(opening + 1, mark).replaceAll('""', '"'), end } : undefined
  }
  return undefined
}

/** How many blanks stand there that are not the separator. */
function blanks(text: string, start: number, separator: string): number {
  let end = start
  while ((text[end] === ' ' || text[end] === '\t' || text[end] === '\u00a0') && text[end] !== separator) end++
  return end - start
}

function cellEnd(text: string, start: number, separator: string): number {
  let end = start
  while (end < text.length && text[end] !== '\n' && text[end] !== separator) end++
  return end
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}
