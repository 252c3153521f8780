import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PersonForm } from '../../src/participants/forms.ts'
import { recode, textOf, tidy } from '../../src/participants/import/decode.ts'
import { type Encoding, encodings } from '../../src/participants/import/encodings.ts'
import { readList } from '../../src/participants/import/read-list.ts'
import { bytesIn, singleByte } from '../../src/participants/import/single-byte.ts'
import { writeTable } from '../../src/participants/people-csv.ts'

// The same lists each time, so that a failure can be repeated; without the seed, and with more runs, others are tried.
fc.configureGlobal({ seed: 16 })

/** Names by the encodings that can write them, none of them among those from which the app guesses. */
const names = {
  'windows-1252': [
    'Léonie',
    'Åsa-Märta Wikström',
    'Inès',
    'Jürg Öttl',
    'Bjørg',
    'María José Ibarra',
    'Conceição',
    'Zoë van den Böhm',
    'Sinéad O’Neil',
    'Björk',
    'Grétar',
    'Ana Lúcia',
    'Uwe Weiß',
    'Bob',
    'Dana Lee',
  ],
  'windows-1250': [
    'Łucja Wiśniewska',
    'Stanisław',
    'Bożena Kowalska',
    'Grażyna',
    'Jiřina Dvořáčková',
    'Ondřej Říha',
    'Zdeněk',
    'Růžena',
    'Bob',
    'Šimon Čech',
    'Paweł',
    'Wojciech Dąbrowski',
  ],
  'windows-1251': ['Олена Шевченко', 'Іван', 'Соломія', 'Юрій Ґудзь', 'Тарас Їжак', 'Bob', 'Наталія', 'Єва'],
  'windows-1255': ['נועה לוי', 'איתן', 'ד"ר כהן', 'שירה', 'יעל בן דוד', 'Bob', 'אבי מזרחי'],
  macintosh: ['Léonie', 'Jürg Öttl', 'Åsa-Märta Wikström', 'Inès', 'María José', 'Conceição', 'Uwe Weiß', 'Bob', 'Bjørg Sørensen'],
}
type Old = keyof typeof names
const wide = ['utf-8', 'utf-8 with its mark', 'utf-16le', 'utf-16be', 'utf-16le with its mark', 'utf-16be with its mark'] as const
type Written = Old | (typeof wide)[number]

const tricky = [
  'O’Neil, Zoë',
  'TV 42"',
  'ד"ר',
  '"Bob"',
  "'t Hooft",
  'Bob; Berg',
  'Anna\tMaria',
  'will.i.am',
  'J.de Vries',
  '=1+1',
  '- Bob',
  '+Cara',
  'Dr.Li',
  '24/7 Ada',
  '@ada',
  'Bob (work)',
  'Ada | Bob',
  '👩‍🚀 Ada',
]
const headings = [
  ['name', 'email', 'note'],
  ['Imię i nazwisko', 'Adres', 'Uwagi'],
  ['Name', 'E-Mail-Adresse', 'Anmerkung'],
  ['Nombre', 'Correo electrónico', 'Notas'],
  ['Your name', 'Email Address', 'Anything else?'],
]
const notes = ['', 'tea', 'TV 42"', 'likes\ntea, and "cake"', '12/1/2026 9:00', 'a; b', 'x\ty']

type Person = { name: string; note: string }
const person = (from: readonly string[]) => fc.record({ name: fc.constantFrom(...from), note: fc.constantFrom(...notes) })
const layout = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  order: fc.constantFrom([0, 1, 2], [1, 0, 2], [2, 1, 0], [2, 0, 1], [0, 1], [1, 0]),
  quotesAll: fc.boolean(),
  hasEnd: fc.boolean(),
  title: fc.constantFrom('', 'Christmas 2026'),
})

/** A table as spreadsheets write it: a cell is quoted where it must be, or always. */
function write(
  rows: string[][],
  { separator, lineEnd, order, quotesAll, hasEnd }: { separator: string; lineEnd: string; order: readonly number[]; quotesAll: boolean; hasEnd: boolean },
): string {
  // What is copied from a spreadsheet has tabs, and no marks around an inch mark.
  const marks = separator === '\t' ? /^"|[\r\n]/ : /["\r\n]/
  const cell = (text: string) =>
    quotesAll || text.includes(separator) || marks.test(text) ? `"${text.replaceAll('"', '""').replaceAll('\n', lineEnd === '\r\n' ? '\n' : lineEnd)}"` : text
  return rows.map((row) => order.map((place) => cell(row[place] ?? '')).join(separator)).join(lineEnd) + (hasEnd ? lineEnd : '')
}

function bytesOf(text: string, encoding: Written): Uint8Array | undefined {
  if (encoding in names) return bytesIn(encoding as Old, text)
  const marked = encoding.includes('mark') ? `\ufeff${text}` : text
  if (encoding.startsWith('utf-8')) return Buffer.from(marked)
  const bytes = Buffer.from(marked, 'utf16le')
  return encoding.includes('16be') ? bytes.swap16() : bytes
}

const rowsOf = (people: Person[]) => people.map(({ name, note }, number) => [name, `guest${number}@example.com`, note])
const peopleOf = (text: string) => readList(text).lines.map(({ name, email, problem }) => `${name} ${email}${problem === undefined ? '' : '!'}`)
const expected = (people: Person[]) => people.map(({ name }, number) => `${name} guest${number}@example.com`)

/** The lines of a text that the reading speaks of, in order. */
function linesOf(text: string): number[] {
  const { lines, skipped } = readList(text)
  const numbers = [...lines, ...skipped].flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, place) => first + place))
  return [...new Set(numbers)].toSorted((one, other) => one - other)
}

const countOf = (text: string) => text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0)

test('everybody comes out of a list under headings, whatever the separator, the order, the marks and the names', () => {
  const all = [...tricky, ...Object.values(names).flat()]
  fc.assert(
    fc.property(fc.array(person(all), { minLength: 1, maxLength: 12 }), layout, fc.constantFrom(...headings), (people, shape, heading) => {
      const title = shape.title === '' ? [] : [[shape.title, '', '']]
      const text = tidy(write([...title, heading, ...rowsOf(people)], { ...shape, order: title.length > 0 ? [0, 1, 2] : shape.order }))
      expect(peopleOf(text)).toEqual(expected(people))
      expect(linesOf(text)).toEqual(Array.from({ length: countOf(text) }, (_, place) => place + 1))
    }),
    { numRuns: 1000 },
  )
})

test('everybody comes out of a file in every encoding, under headings or none', () => {
  let files = 0
  const written = fc.constantFrom<Written>(...(Object.keys(names) as Old[]), ...wide)
  fc.assert(
    fc.property(
      written.chain((encoding) =>
        fc.tuple(fc.constant(encoding), fc.array(person(names[encoding as Old] ?? Object.values(names).flat()), { minLength: 4, maxLength: 12 })),
      ),
      layout,
      fc.constantFrom([], ...headings),
      ([encoding, people], shape, heading) => {
        const rows = rowsOf(people)
        const bytes = bytesOf(write(heading.length > 0 ? [heading, ...rows] : rows, shape), encoding)
        if (bytes === undefined) return
        files++
        expect(peopleOf(textOf(bytes).text)).toEqual(expected(people))
      },
    ),
    { numRuns: 1000 },
  )
  expect(files).toBeGreaterThan(500)
})

test('no line of any text is passed over', () => {
  const piece = fc.constantFrom(
    '\n',
    '\n',
    '\r\n',
    ',',
    ';',
    '\t',
    '|',
    '"',
    '""',
    ' ',
    'Bob',
    'bob@example.com',
    'Cara <cara@example.com>',
    'name',
    'E-Mail',
    'sep=;',
    '1. ',
    '- ',
    '<',
    '>',
    '(',
    '@',
    "'",
    'mailto:',
    '\0',
    'ד"ר',
    'Title',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = tidy(pieces.join(''))
      expect(linesOf(text)).toEqual(Array.from({ length: countOf(text) }, (_, place) => place + 1))
    }),
    { numRuns: 3000 },
  )
})

test('whoever has an address in a line of their own comes out or is asked about, whatever else stands there', () => {
  const noise = fc.string({ unit: fc.constantFrom('"', "'", ',', ';', '\t', ' ', 'x', '<', '|', '=', '4'), maxLength: 8 })
  fc.assert(
    fc.property(fc.array(noise, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';', '\t'), (noises, separator) => {
      const text = noises.map((some, number) => ['Bob', `bob${number}@example.com`, some].join(separator)).join('\n')
      const { lines } = readList(text)
      const isHeard = (line: number) =>
        lines.some(({ first, last, email, problem }) => first <= line && line <= last && (problem !== undefined || email === `bob${line - 1}@example.com`))
      expect(noises.map((_, place) => place + 1).filter((line) => !isHeard(line))).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('what the app saves, it reads again, whatever people are called', () => {
  const called = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('"', "'", '=', '-', ',', ';', ' ', '\u00a0', 'a', '1', '.', '@', '’', '＝'), minLength: 1, maxLength: 8 }),
    fc.constantFrom(...tricky),
  )
  fc.assert(
    fc.property(fc.array(called, { minLength: 1, maxLength: 8 }), (some) => {
      const stored = some.flatMap((name, number) => {
        const { success, output } = v.safeParse(PersonForm, { name, email: `guest${number}@example.com` })
        return success ? [output as { name: string; email: string }] : []
      })
      const file = writeTable([['name', 'email', 'status'], ...stored.map(({ name, email }) => [name, email, 'not signed in yet'])])
      const read = readList(textOf(Buffer.from(file)).text).lines.map((line) => v.parse(PersonForm, line))
      expect(read).toEqual(stored)
    }),
    { numRuns: 2000 },
  )
})

test('a wrong guess can be taken back: no encoding loses anything of a file, and none lets a NUL through', () => {
  const known = Object.keys(encodings) as Encoding[]
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(...singleByte),
      fc.constantFrom(...singleByte),
      fc.constantFrom(...known),
      (bytes, one, other, any) => {
        const file = bytes.map((byte) => (byte === 0 ? 1 : byte))
        const text = textOf(file, one).text
        expect(recode(recode(text, one, other), other, one)).toBe(text)
        for (const { text: read } of [textOf(bytes), textOf(bytes, any)]) expect(read).not.toContain('\0')
      },
    ),
    { numRuns: 1000 },
  )
})
