import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { english, languages } from '../../src/language/languages.ts'
import { Printers } from '../../src/language/printers.ts'
import {
  isSlotOf,
  type Phrase,
  phraseInWords,
  phraseNamed,
  phrases,
  type SlotName,
  slotInWords,
  slots,
  topicInWords,
  topics,
} from '../../src/messages/phrases.ts'
import { readCatalog } from '../language/report.ts'

const printers = new Printers(languages)
const slotNames = Object.keys(slots) as SlotName[]
const keys = phrases.map(({ key }) => key)

test('there are many phrases, each with a name of its own, and some on every topic for everybody', () => {
  expect(phrases.length).toBeGreaterThanOrEqual(40)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.filter((key) => !/^[a-z]+(-[a-z]+)*$/.test(key))).toEqual([])
  const isFor = (side: 'giver' | 'receiver') => new Set(phrases.filter(({ from }) => from === side || from === 'both').map(({ topic }) => topic))
  expect([isFor('giver'), isFor('receiver')]).toEqual([new Set(topics), new Set(topics)])
})

test('every slot has values to choose from, none twice, and a phrase that asks for it', () => {
  expect(slotNames.filter((name) => slots[name].length < 2 || new Set(slots[name]).size < slots[name].length)).toEqual([])
  expect(new Set(phrases.flatMap(({ slot }) => slot ?? []))).toEqual(new Set(slotNames))
  expect(slots.shoeSizes).toEqual(expect.arrayContaining(['16', '35', '36.5', '52']))
})

test('no sentence stands in the files that no phrase, slot or topic prints', () => {
  const isWord = (slot: string) => /^[a-z]/.test(slot)
  const words = slotNames.flatMap((name) => slots[name].filter(isWord).map((slot) => `phrases.slot.${name}.${slot}`))
  const printed = [...keys.map((key) => `phrases.${key}`), ...words, ...topics.map((topic) => `phrases.topic.${topic}`)]
  expect(new Set(Object.keys(readCatalog('en')).filter((key) => key.startsWith('phrases.')))).toEqual(new Set(printed))
})

test('a phrase is found by its key', () => {
  expect(phraseNamed('shoe-size')).toEqual({ key: 'shoe-size', topic: 'sizes', from: 'giver' })
  expect([phraseNamed('shoe-size '), phraseNamed('constructor'), phraseNamed('')]).toEqual([undefined, undefined, undefined])
})

test('a slot takes what is in its list alone, and a phrase without one takes nothing', () => {
  const [colour, yes] = [phraseNamed('my-colour'), phraseNamed('yes')] as [Phrase, Phrase]
  expect(['red', 'nuts', '', undefined].map((slot) => isSlotOf(colour, slot))).toEqual([true, false, false, false])
  expect(['red', '', undefined].map((slot) => isSlotOf(yes, slot))).toEqual([false, false, true])
})

test('what is said is a whole sentence, with numbers in the way of the language', async () => {
  const german = await printers.of('de')
  expect(phraseInWords({ phrase: 'my-colour' }, inEnglish)).toBe('A colour I love: …')
  expect(phraseInWords({ phrase: 'my-colour', slot: 'light-blue' }, inEnglish)).toBe('A colour I love: light blue')
  expect(phraseInWords({ phrase: 'my-top-size', slot: '3XL' }, inEnglish)).toBe('My size in T-shirts and jumpers: 3XL')
  expect(phraseInWords({ phrase: 'my-shoe-size', slot: '36.5' }, inEnglish)).toBe('My shoe size (EU): 36.5')
  expect(phraseInWords({ phrase: 'my-shoe-size', slot: '36.5' }, german)).toMatch(/: 36,5$/)
})

test('what only a newer version knows is “…”', () => {
  expect(phraseInWords({ phrase: 'do-you-juggle' }, inEnglish)).toBe('…')
  expect(phraseInWords({ phrase: 'my-colour', slot: 'infrared' }, inEnglish)).toBe('A colour I love: …')
})

describe.each(languages)('in $name', ({ code }) => {
  test('every phrase can be said with everything that goes into it', async () => {
    const t = await printers.of(code)
    for (const phrase of phrases)
      for (const slot of phrase.slot ? slots[phrase.slot] : [undefined]) {
        const sentence = phraseInWords({ phrase: phrase.key, slot }, t)
        expect(sentence).not.toMatch(/undefined|[{}]|NaN|…/)
        if (phrase.slot && slot) expect(sentence).toContain(slotInWords(phrase.slot, slot, t))
      }
  })

  test('no two phrases, values of a slot or topics read alike', async () => {
    const t = await printers.of(code)
    expect(twice(phrases.map(({ key }) => phraseInWords({ phrase: key }, t)))).toEqual([])
    for (const name of slotNames) expect(twice(slots[name].map((slot) => slotInWords(name, slot, t)))).toEqual([])
    expect(twice(topics.map((topic) => topicInWords(topic, t)))).toEqual([])
  })

  // What is filled in stands after a colon at the end, where nothing inflects it.
  test('what is filled in stands at the end', async () => {
    const t = await printers.of(code)
    const filled = phrases.filter(({ slot }) => slot).map(({ key }) => phraseInWords({ phrase: key }, t))
    expect(filled.filter((sentence) => !/:[ \u00a0]\u2068?…\u2069?$/.test(sentence))).toEqual([])
  })
})

/** Phrases that are rightly the same as in English. */
const alike: Record<string, string[]> = { es: ['no'], it: ['no'] }

test.each(languages.filter(({ code }) => code !== english.code))('no phrase in $name is the English one', async ({ code }) => {
  const t = await printers.of(code)
  expect(keys.filter((key) => phraseInWords({ phrase: key }, t) === phraseInWords({ phrase: key }, inEnglish))).toEqual(alike[code] ?? [])
})

function twice(sentences: string[]): string[] {
  const plain = sentences.map((sentence) => sentence.toLowerCase().replaceAll(/[\p{P}\s]+/gu, ' '))
  return plain.filter((sentence, place) => plain.indexOf(sentence) !== place)
}
