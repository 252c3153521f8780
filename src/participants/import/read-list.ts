import { addressAlone, addressesIn } from './addresses.ts'
import { type CellRecord, readCells } from './cells.ts'
import { type Choice, type Column, recogniseColumns } from './columns.ts'
import { contactsIn } from './contacts.ts'
import { isCrowded } from './crowded.ts'
import { findHeading } from './find-heading.ts'
import { isRow, type Person, personInRow, personOf, rowCells } from './person-in-row.ts'
import type { Problem } from './problems.ts'
import { goesOn, isAddressed, recipientsIn, recipientsOrNames } from './recipients.ts'
import { readTable, toldSeparator, withoutNumbering, withoutQuotedLines } from './separators.ts'

/** Where something stands in a text: its first and last line, from 1. */
export type Lines = { first: number; last: number }

/** Somebody in a list, as it was read, with the text that says so; `problem` is what the line itself leaves open. */
export type ReadLine = Person & Lines & { text: string }

/** Lines that are nobody's, and why. */
export type Skipped = Lines & { why: 'blank' | 'heading' | 'title' | 'separator' | 'ruler' }

/** A list of people as it was read: every line of it is somebody's, or skipped. `head` is what a part of the list needs above it to be read alike. */
export type ReadList = { lines: ReadLine[]; skipped: Skipped[]; columns: Column[]; head: string }

/**
 * Reads a list of people: a table of any spreadsheet, form or address book, or recipients of a mail program. `choice` says what
 * some columns hold; the others are recognised.
 */
export function readList(text: string, choice: Choice = new Map()): ReadList {
  const contacts = contactsIn(text)
  if (contacts.length === 0) return readTyped(text, choice)
  // The lines of contacts stand there as blank ones, so that the others keep their numbers.
  const taken = new Set(contacts.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, place) => first + place)))
  const isContacts = (line: number) => taken.has(line)
  const others = readTyped(
    text
      .split('\n')
      .map((line, place) => (isContacts(place + 1) ? '' : line))
      .join('\n'),
    choice,
  )
  const lines = [...contacts, ...others.lines].sort((one, other) => one.first - other.first)
  return { ...others, lines, skipped: others.skipped.filter(({ first }) => !isContacts(first)) }
}

function readTyped(text: string, choice: Choice): ReadList {
  const told = toldSeparator(text.split('\n', 1)[0] ?? '')
  // The line stays as a blank one, so that the others keep their numbers.
  const body = told === undefined ? text : text.replace(/^[^\n]*/, '')
  const table = tableIn(body, told)
  const { records, headingPlace } = table
  const heading = records[headingPlace]
  const skipped = skippedOf(records, headingPlace, told !== undefined)
  const isSkipped = new Set(skipped.map(({ first }) => first))
  const people = records.filter(({ first }) => !isSkipped.has(first))
  const original = text.split('\n')
  const textOf = ({ first, last }: Lines) => original.slice(first - 1, last).join('\n')
  const { rows, lines: recipients, crowded } = heading ? { rows: people, lines: [], crowded: new Set<number>() } : apart(people)
  const isNameChosen = [...choice.values()].some((role) => role.endsWith('name'))
  const columns =
    rows.length > 0 || heading
      ? recogniseColumns(
          heading?.cells,
          rows.filter(isBelow(heading)).map(({ cells }) => cells),
          choice,
        )
      : []
  const read = rows.map((row): ReadLine => {
    const person = isBelow(heading)(row) ? personInRow(row, columns) : personAbove(row)
    const problem: Problem | undefined = crowded.has(row.first) && !isNameChosen ? { code: 'severalNames' } : person.problem
    return { ...person, ...(problem === undefined ? {} : { problem }), first: row.first, last: row.last, text: textOf(row) }
  })
  const head = [...(told === undefined ? [] : [original[0] ?? '']), ...(heading ? [textOf(heading)] : [])].join('\n')
  return { lines: [...read, ...recipients].sort((one, other) => one.first - other.first), skipped, columns, head }
}

/** The records of a text, and the place of their heading. Only where there is none, numbers and bullets stand in front of people. */
function tableIn(text: string, told: string | undefined): { records: CellRecord[]; headingPlace: number } {
  const read = (from: string) => (told === undefined ? readTable(from) : readCells(from, told))
  const unquoted = withoutQuotedLines(text)
  const records = read(unquoted)
  const headingPlace = findHeading(records).place
  if (headingPlace >= 0) return { records, headingPlace }
  const unnumbered = withoutNumbering(unquoted)
  return { records: unnumbered === unquoted ? records : read(unnumbered), headingPlace }
}

function skippedOf(records: CellRecord[], headingPlace: number, isTold: boolean): Skipped[] {
  const heading = records[headingPlace]?.cells.join('\n')
  const told: Skipped[] = isTold ? [{ first: 1, last: 1, why: 'separator' }] : []
  const others = records.flatMap(({ first, last, raw, cells }, place): Skipped[] => {
    if (first === 1 && isTold) return []
    if (!/[^\s,;|"\u200b-\u200f\ufeff]/.test(raw)) return [{ first, last, why: 'blank' }]
    if (/^[\s|:+=-]*--[\s|:+=-]*$/.test(raw)) return [{ first, last, why: 'ruler' }]
    if (heading !== undefined && cells.join('\n') === heading) return [{ first, last, why: 'heading' }]
    return place < headingPlace && addressesIn(raw).length === 0 ? [{ first, last, why: 'title' }] : []
  })
  return [...told, ...others]
}

const isBelow = (heading: Lines | undefined) => (lines: Lines) => heading === undefined || lines.first > heading.first

function personAbove({ raw }: CellRecord): Person {
  return { ...personOf('', addressesIn(raw)[0] ?? ''), problem: { code: 'aboveHeadings' } }
}

/** Of a list without headings, the lines of recipients, read, and the others; `crowded` are those among them with names of several people, by line. */
function apart(records: CellRecord[]): { rows: CellRecord[]; lines: ReadLine[]; crowded: Set<number> } {
  const rows: CellRecord[] = []
  const lines: ReadLine[] = []
  const crowded = new Set<number>()
  const joined = joinBroken(records)
  const isTable = joined.some(isRow)
  const shapes = Map.groupBy(joined.filter(isRow), shapeOf)
  for (const record of joined) {
    // Rows that are alike are those of a table, in which several names of one line are one person's.
    const isAlone = isRow(record) && (isAddressed(record.raw) || (shapes.get(shapeOf(record))?.length === 1 && isCrowded(rowCells(record))))
    const recipients = isRow(record) && !(isAlone && record.raw.includes(';')) ? undefined : recipientsOrNames(record.raw)
    const areNames = recipients?.some(({ email }) => email === '') && !isAlone && !/[<([]/.test(record.raw)
    // In a table, addresses side by side may be two of one person.
    if (recipients === undefined || areNames || (isTable && recipients.length > 1 && !isAlone && !record.raw.includes('<'))) {
      rows.push({ ...record, cells: rowCells(record) })
      if (isAlone) crowded.add(record.first)
    } else lines.push(...recipients.map(({ name, email, text }) => ({ ...personOf(name, email), first: record.first, last: record.last, text })))
  }
  return { rows, lines, crowded }
}

/** How many cells a row has, and which of them is the address. */
function shapeOf(record: CellRecord): string {
  const cells = rowCells(record)
  return `${cells.length} ${cells.findIndex((cell) => addressAlone(cell) !== undefined)}`
}

/** Makes one record of lines of recipients that a mail program broke in the middle of somebody. */
function joinBroken(records: CellRecord[]): CellRecord[] {
  const found: CellRecord[] = []
  for (let place = 0; place < records.length; ) {
    const run = brokenFrom(records, place)
    const raw = run.map((record) => record.raw.trim()).join(' ')
    const [first, last] = [run[0] as CellRecord, run.at(-1) as CellRecord]
    if (run.length > 1 && /[<([]/.test(raw) && recipientsIn(raw)) found.push({ first: first.first, last: last.last, raw, cells: [raw] })
    else found.push(...run)
    place += run.length
  }
  return found
}

/** The record at `place`, and those that it goes on in. */
function brokenFrom(records: CellRecord[], place: number): CellRecord[] {
  let end = place + 1
  // Without a blank before it, the next line may as well be the next person.
  const isNext = () => records[end]?.first === (records[end - 1] as CellRecord).last + 1 && /^\s/.test(records[end]?.raw ?? '')
  while (isNext() && goesOn((records[end - 1] as CellRecord).raw)) end++
  return records.slice(place, end)
}
