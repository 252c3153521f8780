import { existsSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { english, languages } from '../../src/language/languages.ts'
import type { Key, Printer } from '../../src/language/printer.ts'
import { Printers } from '../../src/language/printers.ts'
import { memoize } from '../../src/memoize.ts'
import { readList } from '../../src/participants/import/read-list.ts'
import { writeTable } from '../../src/participants/people-csv.ts'
import { zoneInWords } from '../../src/ui/dates.ts'
import { findingsOf, readCatalog, unusedKeys } from './report.ts'

const printers = new Printers(languages)
/** The languages that lack nothing, by the order of their codes; one that is being translated is not among them yet. */
const complete = 'cs da de en es fr he it nb nl pl pt-BR sv uk'.split(' ')
/** Numbers on both sides of where some language changes its form. */
const boundaries = [0, 1, 2, 5, 21, 22, 25, 101]

test('there are fourteen complete languages, each with its own name and a glossary', () => {
  expect(complete).toHaveLength(14)
  expect(languages.map(({ code }) => code)).toEqual(expect.arrayContaining(complete))
  expect(new Set(languages.map(({ name }) => name)).size).toBe(languages.length)
  expect(complete.filter((code) => code !== 'en' && !existsSync(`src/language/glossary/${code}.md`))).toEqual([])
})

test('every English sentence is asked for by some line of the program', () => {
  expect(unusedKeys()).toEqual([])
})

/** Sentences that are rightly the same as in English. */
const alike: Record<string, string[]> = { da: ['email.calendar.summary', 'people.sendLink'] }

describe.each(languages.filter(({ code }) => code !== english.code && complete.includes(code)))('in $name', ({ code }) => {
  test('no sentence is missing, wrong, or the English one', () => {
    expect(findingsOf(code)).toEqual({ faults: [], missing: [], same: alike[code] ?? [] })
  })

  test('subjects of e-mails are short enough to be read in a list', async () => {
    const t = await printers.of(code)
    const long = Object.keys(readCatalog(code)).filter((key) => /^email\.\w+\.(subject|news)$/.test(key))
    expect(long.filter((key) => printed(t, key, 22).replace(exampleText, '').length > 60)).toEqual([])
  })
})

const exampleText = 'Bob'

const parsed = memoize((code: string) => Object.fromEntries(Object.entries(readCatalog(code)).map(([key, message]) => [key, parse(message)])))

describe.each(languages)('what is counted in $name', ({ code }) => {
  test.each(boundaries)('is said for %d', async (number) => {
    const t = await printers.of(code)
    const counted = Object.entries(parsed(code)).filter(([, elements]) => isCounted(elements))
    expect(counted.length).toBeGreaterThan(60)
    // Few may be said in words, as some languages say one and two. From five on, figures stand where English has them.
    const isFigure = (key: string) => number >= 5 && printed(inEnglish, key, number).includes(String(number))
    const sentences = counted.map(([key]) => ({ key, sentence: printed(t, key, number) }))
    expect(sentences.filter(({ key, sentence }) => (isFigure(key) && !sentence.includes(t.number(number))) || /undefined|[{}]|NaN/.test(sentence))).toEqual([])
  })
})

function isCounted(elements: readonly MessageFormatElement[]): boolean {
  return elements.some((element) => element.type === TYPE.plural || (element.type === TYPE.tag && isCounted(element.children)))
}

/** A sentence in which every number is that one, and every text the same. */
function printed(t: Printer, key: string, number: number): string {
  const given: Record<string, unknown> = {}
  const take = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.argument) given[element.value] ??= exampleText
      if (element.type === TYPE.number) given[element.value] = number
      if (element.type === TYPE.tag) {
        given[element.value] = (words: unknown) => words
        take(element.children)
      }
      if (element.type === TYPE.plural) given[element.value] = number
      if (element.type === TYPE.select) given[element.value] = Object.keys(element.options)[0]
      if (element.type === TYPE.plural || element.type === TYPE.select) for (const { value } of Object.values(element.options)) take(value)
    }
  }
  take(parsed('en')[key] ?? [])
  return [t.rich(key as Key, given as never)].flat(9).join('')
}

describe.each(languages.filter(({ code }) => complete.includes(code)))('a list in $name', ({ code }) => {
  test('that the app itself wrote is read with everybody in it', async () => {
    const t = await printers.of(code)
    const heading = [t('people.csv.name'), t('people.csv.email'), t('people.csv.status')]
    const { lines, columns } = readList(
      writeTable([heading, ['Ada', 'ada@example.org', t('people.csv.hasSignedIn')], ['Bob', 'bob@example.org', t('people.csv.notSignedIn')]]),
    )
    expect(columns.map(({ role }) => role)).toEqual(['name', 'email', 'ignore'])
    expect(lines.map(({ name, email }) => [name, email])).toEqual([
      ['Ada', 'ada@example.org'],
      ['Bob', 'bob@example.org'],
    ])
  })

  test('has its columns told by what the app calls them', async () => {
    const t = await printers.of(code)
    const roles = { firstName: 'first_name', lastName: 'last_name', email: 'email', household: 'household', giftIdeas: 'gift_ideas' } as const
    const heading = Object.keys(roles).map((name) => t(`import.column.${name as keyof typeof roles}`))
    const { columns } = readList(
      writeTable([heading, ['Ada', 'Miller', 'ada@example.org', 'Miller', 'A kite'], ['Bob', 'Stone', 'bob@example.org', 'Stone', 'Socks']]),
    )
    expect(columns.map(({ role }) => role)).toEqual(Object.values(roles))
  })
})

test.each([
  ['cs', '1 člověk, 2 lidé, 5 lidí, 21 lidí, 22 lidí, 25 lidí, 101 lidí'],
  ['da', '1 person, 2 personer, 5 personer, 21 personer, 22 personer, 25 personer, 101 personer'],
  ['de', '1 Person, 2 Personen, 5 Personen, 21 Personen, 22 Personen, 25 Personen, 101 Personen'],
  ['en', '1 person, 2 people, 5 people, 21 people, 22 people, 25 people, 101 people'],
  ['es', '1 persona, 2 personas, 5 personas, 21 personas, 22 personas, 25 personas, 101 personas'],
  ['fr', '1 personne, 2 personnes, 5 personnes, 21 personnes, 22 personnes, 25 personnes, 101 personnes'],
  ['he', 'אדם אחד, שני אנשים, 5 אנשים, 21 אנשים, 22 אנשים, 25 אנשים, 101 אנשים'],
  ['it', '1 persona, 2 persone, 5 persone, 21 persone, 22 persone, 25 persone, 101 persone'],
  ['nb', '1 person, 2 personer, 5 personer, 21 personer, 22 personer, 25 personer, 101 personer'],
  ['nl', '1 persoon, 2 personen, 5 personen, 21 personen, 22 personen, 25 personen, 101 personen'],
  ['pl', '1 osoba, 2 osoby, 5 osób, 21 osób, 22 osoby, 25 osób, 101 osób'],
  ['pt-BR', '1 pessoa, 2 pessoas, 5 pessoas, 21 pessoas, 22 pessoas, 25 pessoas, 101 pessoas'],
  ['sv', '1 person, 2 personer, 5 personer, 21 personer, 22 personer, 25 personer, 101 personer'],
  ['uk', '1 людина, 2 людини, 5 людей, 21 людина, 22 людини, 25 людей, 101 людина'],
])('people are counted as in %s', async (code, counts) => {
  const t = await printers.of(code)
  expect(
    boundaries
      .slice(1)
      .map((count) => t('people.count', { count }))
      .join(', '),
  ).toBe(counts)
})

test('in a list of names each keeps to itself, and the language looks at the name alone', async () => {
  const t = await printers.of('he')
  expect(t.list(['דנה', 'רון'])).toBe('\u2068דנה\u2069 ו\u2068רון\u2069')
  expect(t.list(['דנה', 'Ron'])).toBe('\u2068דנה\u2069 ו-\u2068Ron\u2069')
})

test.each([
  ['en', 'Berlin time'],
  ['de', 'Ortszeit Berlin'],
  ['uk', 'за центральноєвропейським часом'],
  ['he', 'שעון מרכז אירופה'],
])('a time zone in %s is “%s”', async (code, words) => {
  expect(zoneInWords('Europe/Berlin', await printers.of(code))).toBe(words)
})
