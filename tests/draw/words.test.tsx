import { describe, expect, test } from 'vitest'
import type { Feasibility } from '../../src/draw/feasibility.ts'
import { FeasibilityPart } from '../../src/draw/feasibility-part.tsx'
import { reportInWords } from '../../src/draw/report.ts'
import { namesOf, ruleInWords } from '../../src/draw/words.ts'
import { inEnglish } from '../../src/language/english.ts'
import { sentences } from '../../src/language/generated/en.ts'
import { createPrinter, type Printer } from '../../src/language/printer.ts'
import { byName } from '../../src/ui/by-name.ts'

type Possible = Extract<Feasibility, { kind: 'possible' }>

const printerOf = (code: string, direction: 'ltr' | 'rtl') => createPrinter({ code, locale: code, name: code, direction }, sentences)
const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index), name: `P${index + 1}` }))

describe('names in a sentence', () => {
  test('are all there, or the first and how many more', () => {
    expect(namesOf(people(3), inEnglish)).toBe('P1, P2 and P3')
    expect(namesOf(people(12), inEnglish)).toBe('P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11 and P12')
    expect(namesOf(people(15), inEnglish)).toBe('P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11 and 4 more')
  })

  test('keep to themselves where they may be written in the other direction', () => {
    const both = [{ name: 'Bob' }, { name: 'נועה' }]
    expect(namesOf(both, inEnglish)).toBe('Bob and \u2068נועה\u2069')
    expect(namesOf(both, printerOf('he', 'rtl'))).toBe('\u2068Bob\u2069 ו\u2068נועה\u2069')
    expect(inEnglish('email.left.one', { name: 'נועה' })).toBe('\u2068נועה\u2069 left')
  })

  test('stand in the order of the reader’s language', () => {
    const inOrder = (t: Printer) =>
      ['Zoe', 'Åse', 'Ärla', 'Bo']
        .map((name) => ({ name }))
        .sort(byName(t))
        .map(({ name }) => name)
    expect(inOrder(inEnglish)).toEqual(['Ärla', 'Åse', 'Bo', 'Zoe'])
    expect(inOrder(printerOf('sv', 'ltr'))).toEqual(['Bo', 'Zoe', 'Åse', 'Ärla'])
  })
})

test('a rule is a sentence, whoever of it has left', () => {
  const rule = (kind: 'household' | 'exclusion' | 'one_way', count: number) =>
    ruleInWords({ kind, members: people(count), earlierName: undefined, isIdle: false, hasGiftsAhead: false, isErased: false, isShut: false }, inEnglish)
  expect([rule('household', 3), rule('exclusion', 2), rule('one_way', 2)]).toEqual([
    'P1, P2 and P3 are a household.',
    'P1 and P2 don’t draw each other.',
    'P1 doesn’t draw P2.',
  ])
  expect([rule('one_way', 1), rule('household', 0)]).toEqual(['P1: everyone else in this rule has left.', 'Everyone in this rule has left.'])
})

describe('how free a draw is', () => {
  const possible: Possible = {
    kind: 'possible',
    fewestReceivers: 2,
    tightest: people(1),
    isEverybody: false,
    certain: [],
    hasHistory: false,
    isCertainByHistory: false,
  }
  const say = (facts: Partial<Possible>) =>
    String(<FeasibilityPart exchangeId="1" feasibility={{ ...possible, ...facts }} t={inEnglish} />).replaceAll(/<[^>]*>/g, '')

  test('says who has the fewest to draw, or that all have as many', () => {
    expect(say({})).toContain('P1 can draw only 2 different people, fewer than anyone else.')
    expect(say({ tightest: people(2), fewestReceivers: 1 })).toContain('P1 and P2 can draw only 1 person, fewer than anyone else.')
    expect(say({ tightest: people(4) })).toContain('Everyone can draw at least 2 different people.')
    expect(say({ hasHistory: true })).toContain('Leaving the earlier exchange aside, P1 can draw only 2 different people, fewer than anyone else.')
    expect(say({ hasHistory: true, isEverybody: true })).toContain('Leaving the earlier exchange aside, everyone can draw at least 2 different people.')
  })

  test('tells the first five pairs that are certain, and how many more there are', () => {
    const certain = people(7).map((giver) => ({ giver, receiver: { id: 'x', name: 'X' } }))
    expect(say({ certain: certain.slice(0, 2) })).toContain('tell that P1 can only draw X and P2 can only draw X. Fewer rules')
    expect(say({ certain })).toContain('P4 can only draw X and P5 can only draw X, and 2 more. Fewer rules would keep the surprise.')
  })
})

test('a report says what was drawn, and with which guarantee', () => {
  expect(reportInWords({ method: 'blocks', isCircle: true, isUniform: true }, inEnglish)).toBe(
    'Everyone is in one circle, so no one gives to their own giver. Every such draw was equally likely.',
  )
})
