import { describe, expect, test } from 'vitest'
import { compileCatalog, typesOf } from '../../src/language/compile.ts'
import { english, type Language } from '../../src/language/languages.ts'
import { createPrinter, type Printer, type Sentences } from '../../src/language/printer.ts'

const polish: Language = { code: 'pl', locale: 'pl', name: 'Polski', direction: 'ltr' }

/** A printer of sentences that stand in no file. */
function printerOf(language: Language, catalog: Record<string, string>, standIns = catalog) {
  const load = (locale: string, sentences: Record<string, string>): Sentences => {
    const { module, faults } = compileCatalog(locale, sentences, standIns)
    expect(faults).toEqual([])
    return new Function(`return ${module.slice(module.indexOf('= {') + 2)}`)()
  }
  return createPrinter(language, load(language.locale, catalog), load('en', standIns)) as unknown as Printer & {
    (key: string, given?: object): string
    rich(key: string, given: object): unknown
  }
}

describe('a sentence', () => {
  test('is printed with what it is given', () => {
    const print = printerOf(english, {
      plain: 'It’s “done”.',
      named: 'Hello {name}, {count, plural, one {# day} other {# days}} left',
      exact: '{count, plural, =0 {nobody} one {one of us} other {# of us}}',
      choice: 'They are {state, select, drawn {told} other {waiting}}.',
    })
    expect(print('plain')).toBe('It’s “done”.')
    expect(print('named', { name: '<Bob>', count: 1 })).toBe('Hello <Bob>, 1 day left')
    expect(print('named', { name: 'Bob', count: 1234 })).toBe('Hello Bob, 1,234 days left')
    expect([0, 1, 2].map((count) => print('exact', { count }))).toEqual(['nobody', 'one of us', '2 of us'])
    expect(['drawn', 'open'].map((state) => print('choice', { state }))).toEqual(['They are told.', 'They are waiting.'])
  })

  test('has the plural forms of its language', () => {
    const print = printerOf(
      polish,
      { days: '{n, plural, one {# dzień} few {# dni} many {# dni!} other {# dnia}}' },
      { days: '{n, plural, one {# day} other {# days}}' },
    )
    expect([0, 1, 2, 5, 21, 22, 25, 101].map((n) => print('days', { n }))).toEqual([
      '0 dni!',
      '1 dzień',
      '2 dni',
      '5 dni!',
      '21 dni!',
      '22 dni',
      '25 dni!',
      '101 dni!',
    ])
  })

  test('keeps its markup apart from what stands in it', () => {
    const print = printerOf(english, { link: 'See <link>why {name} left</link>.' })
    const link = (words: unknown) => ({ link: words })
    expect(print.rich('link', { name: '<b>', link })).toEqual(['See ', { link: ['why ', '<b>', ' left'] }, '.'])
  })

  test('that is missing is English', () => {
    const print = printerOf(polish, {}, { hello: 'Hello', days: '{n, plural, one {# day} other {# days}}' })
    expect([print('hello'), print('days', { n: 1 }), print('days', { n: 2 }), print('days', { n: 1000 })]).toEqual(['Hello', '1 day', '2 days', '1,000 days'])
  })
})

describe('what is wrong with a sentence fails the build:', () => {
  const standIn = { x: 'Hello {name}, <b>{count, plural, one {# day} other {# days}}</b>' }
  test.each([
    [
      'a placeholder that is misspelt',
      'Cześć {nam}, <b>{count, plural, one {# a} few {# b} many {# c} other {# d}}</b>',
      ['lacks {name}', 'has {nam}, which English does not'],
    ],
    ['a plural form that is missing', 'Cześć {name}, <b>{count, plural, one {# a} other {# d}}</b>', ['can’t be read: {count} lacks the form few, many']],
    ['a tag that is missing', 'Cześć {name}, {count, plural, one {# a} few {# b} many {# c} other {# d}}', ['lacks {b}']],
    ['a brace that stays open', 'Cześć {name', ['can’t be read: EXPECT_ARGUMENT_CLOSING_BRACE']],
    ['a number that is a text', 'Cześć {name}, <b>{count}</b>', ['takes {count} for something else than English does']],
  ])('%s', (_, message, faults) => {
    expect(compileCatalog('pl', { x: message }, standIn).faults).toEqual(faults.map((fault) => `pl: “x” ${fault}`))
  })

  test('a key that English does not have', () => {
    expect(compileCatalog('pl', { x: 'Cześć' }, {}).faults).toEqual(['pl: “x” is no sentence of English'])
  })
})

test('what each sentence takes is a type', () => {
  expect(typesOf({ a: 'A', b: '{n, plural, one {#} other {# of {name}}}', c: '{s, select, x {1} other {2}} <i>it</i>' })).toContain(
    '  "a": undefined\n  "b": { n: number; name: Text }\n  "c": { s: "other" | "x"; i: Tag }\n',
  )
})
