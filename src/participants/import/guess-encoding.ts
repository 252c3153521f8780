import { lazy } from '../../memoize.ts'
import { withoutSigns } from './plausible-signs.ts'
import { type SingleByte, singleByte, textIn } from './single-byte.ts'
import { typicalNames } from './typical-names.ts'

type Language = keyof typeof typicalNames

const western: Language[] = ['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb']
const spoken: Record<SingleByte, { languages: Language[]; countries: RegExp }> = {
  'windows-1252': { languages: western, countries: /\.(de|at|ch|fr|be|es|it|br|pt|nl|se|dk|no)\b/gi },
  'windows-1250': { languages: ['cs', 'pl'], countries: /\.(cz|pl|sk|hu|hr|si|ro)\b/gi },
  'windows-1251': { languages: ['uk'], countries: /\.(ua|ru|by|bg|rs|mk)\b/gi },
  'windows-1255': { languages: ['he'], countries: /\.il\b/gi },
  macintosh: { languages: western, countries: /$^/g },
}

/**
 * The encoding in which a file in one of the `singleByte` ones most looks like names. Detectors like chardet and jschardet want
 * prose, and know neither Mac Roman nor Windows-1250; a list may have a single letter to tell by. So the letters beyond ASCII and
 * their neighbours are compared with `typicalNames`: a naive Bayes over letters, pairs and triples.
 */
export function guessEncoding(file: Uint8Array): SingleByte {
  const scores = singleByte.map((encoding) => ({ encoding, score: scoreOf(file, encoding) }))
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

function scoreOf(file: Uint8Array, encoding: SingleByte): number {
  const { text, count: signs } = withoutSigns(textIn(encoding, file))
  const { languages, countries } = spoken[encoding]
  const words =
    text
      .match(/[^\s,;|"<>()@]+/g)
      ?.filter(isBeyondAscii)
      .slice(0, mostWords) ?? []
  const score = words.reduce(
    (sum, word) => sum + Math.max(...languages.map((language) => likelihood(language, word))) - oddity(word),
    -weights.sign * Math.min(mostWords, signs),
  )
  return score + (countries.test(text) ? 3 : 0) + (encoding === 'macintosh' ? macPrior(text) : 0)
}

/** These are enough to tell. */
const mostWords = 500

/** Macs are rare, but for files whose lines end as only theirs did. */
function macPrior(text: string): number {
  return /\r(?!\n)/.test(text) ? 3 : -1.5
}

function isBeyondAscii(text: string): boolean {
  return /[^\0-\x7f]/.test(text)
}

/** Weights, tuned on names that are not among the typical ones. */
const weights = { group: 0.5, unseenLetter: 0.002, unseenGroup: 0.02, sign: 2 }

/** How well the letters of a word beyond ASCII, and those beside them, go with a language: the logarithm of a likelihood. */
function likelihood(language: Language, word: string): number {
  const frequencies = frequenciesIn()[language]
  const padded = `^${word.toLowerCase()}$`
  let sum = 0
  for (let place = 1; place < padded.length - 1; place++) {
    const letter = padded.charAt(place)
    if (!isBeyondAscii(letter)) continue
    const alone = (frequencies.get(letter) ?? 0) + weights.unseenLetter
    sum += Math.log(alone)
    for (const [from, to] of [
      [place - 1, place + 1],
      [place, place + 2],
      [place - 1, place + 2],
    ] as const) {
      const together = (frequencies.get(padded.slice(from, to)) ?? 0) + weights.unseenGroup * alone
      sum += weights.group * Math.log(together / alone)
    }
  }
  return sum
}

/** How unlike a name a word is in itself: signs among letters, two alphabets in one word, capitals in the middle, a letter alone or beside a figure. */
function oddity(word: string): number {
  const signs = word.match(/[^\0-\x7f\p{L}\p{M}’‘–—“”„«»ʼ\u00a0]/gu)?.length ?? 0
  const wedged = /\p{L}[–—“”„«»‘‚†‡‰€]\p{L}/u.test(word) ? 1 : 0
  const mixed = /[\p{L}--\p{Script=Latin}]\p{Script=Latin}|\p{Script=Latin}[\p{L}--\p{Script=Latin}]/v.test(word) ? 1 : 0
  const capitals = (word.match(/\p{Ll}(?=\p{Lu})/gu)?.length ?? 0) + (word.match(/(?<=\p{Lu})\p{Lu}(?=\p{Ll})/gu)?.length ?? 0)
  const small = /^\p{Ll}/u.test(word) ? 1 : 0
  const astray = /^[^\0-\x7fàÀéÉ]$|\d[^\0-\x7f]|[^\0-\x7f]\d/.test(word) ? 1 : 0
  return 8 * (signs + wedged) + 10 * mixed + 5 * (capitals + astray) + 3 * small
}

/** How often each letter, pair and triple stands in a typical name of a language. */
const frequenciesIn = lazy(() => {
  const languages = Object.entries(typicalNames).map(([language, names]) => [language, count(names.trim().split(/\s+/))])
  return Object.fromEntries(languages) as Record<Language, Map<string, number>>
})

function count(names: string[]): Map<string, number> {
  const frequencies = new Map<string, number>()
  const add = (group: string) => frequencies.set(group, (frequencies.get(group) ?? 0) + 1 / names.length)
  for (const name of names) {
    const padded = `^${name.toLowerCase()}$`
    for (let place = 0; place < padded.length - 1; place++) {
      if (place > 0) add(padded.charAt(place))
      add(padded.slice(place, place + 2))
      if (place + 3 <= padded.length) add(padded.slice(place, place + 3))
    }
  }
  return frequencies
}
