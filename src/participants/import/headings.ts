import { lazy } from '../../memoize.ts'
import { headingWords } from './heading-words.ts'

/** What a column of a list can hold. */
export const roles = ['name', 'first_name', 'last_name', 'email', 'gift_ideas', 'household', 'ignore'] as const
export type Role = (typeof roles)[number]

/** The most columns of a list that are looked at; an address book of Outlook has ninety. */
export const mostColumns = 200

type Kind = keyof typeof headingWords

/** What a heading may say: an `address` may be a postal one, and an `infix` is a word like “van” between names. */
export type HeadingRole = Role | 'address' | 'infix'

/** What a heading says that its column holds, `ignore` for what is nobody's own name; empty where it says nothing that is known here. */
export function rolesOf(heading: string): HeadingRole[] {
  const says = (kind: Kind) => isAbout(kind, plainly(heading))
  const found: HeadingRole[] = []
  if (says('mail')) found.push(...(says('about') ? [] : ['email' as const]))
  else if (says('address')) found.push('address')
  const name = says('other') ? undefined : says('infix') ? 'infix' : nameRole(says)
  if (name) found.push(name)
  if (says('gifts')) found.push('gift_ideas')
  else if (says('household') && !says('last')) found.push('household')
  if (found.length === 0 && says('other')) found.push('ignore')
  return found
}

function nameRole(says: (kind: Kind) => boolean): Role | undefined {
  if (says('full')) return 'name'
  if (says('last')) return says('first') ? 'name' : 'last_name'
  if (says('first')) return 'first_name'
  return says('name') && !says('household') ? 'name' : undefined
}

/** Whether a heading says “name” or “e-mail address” and nothing else. */
export function isPlain(heading: string): boolean {
  const text = plainly(heading)
  const rest = (['full', 'first', 'last', 'name', 'mail', 'address', 'filler'] as const).reduce(without, text)
  return rest === '' && (['name', 'mail', 'address'] as const).some((kind) => without(text, kind) !== text)
}

/** A heading, written plainly, without the words of that kind. */
function without(heading: string, kind: Kind): string {
  return ` ${heading
    .split(' ')
    .filter((word) => !isAbout(kind, word))
    .join(' ')} `
    .replace(patterns()[kind], ' ')
    .trim()
}

/** Whether a heading, written plainly, has one of the words of that kind. */
function isAbout(kind: Kind, heading: string): boolean {
  return patterns()[kind].test(` ${heading} `)
}

/** The most characters of a heading that are looked at: a question of a form is long at times. */
const longest = 200

/** Without capitals, accents and marks; words, also `first_name` and `firstName`, are separated by single spaces. */
function plainly(text: string): string {
  return text
    .slice(0, longest)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}\p{Cf}'’‘ʼ`´"״׳]/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const patterns = lazy(() => {
  const kinds = Object.entries(headingWords).map(([kind, words]) => [kind, new RegExp(words.split(',').map(patternOf).join('|'), 'u')])
  return Object.fromEntries(kinds) as Record<Kind, RegExp>
})

function patternOf(words: string): string {
  const isAll = words.trim().startsWith('=')
  const parts = words
    .trim()
    .split(/\s+/)
    .map((word) => (word.startsWith('*') ? '[^ ]*' : '') + plainly(word) + (word.endsWith('*') ? '[^ ]*' : ''))
  return isAll ? `^ ${parts.join(' ')} $` : ` ${parts.join(' ')} `
}
