import type { EntityManager } from '../database/orm.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { forgetTries, limits, type Try } from './limits.ts'

/** The alphabet of codes, without letters and digits that look alike: no 0, O, 1, I, L. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const characters = 8

/** The code that stands beside a link: 8 characters, 39 random bits, which a limit on tries keeps from being guessed. */
export function newCode(world: World): string {
  return Array.from({ length: characters }, () => alphabet[world.randomBelow(alphabet.length)]).join('')
}

/** A code as people read it: ABCD EFGH. */
export function codeInWords(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** What is stored of a code: an HMAC, since whoever has the database could try all codes against a plain hash. It holds for one browser alone. */
export function hashCode(vault: Vault, requesterHash: string, code: string): string {
  return hashesOfCode(vault, requesterHash, code)[0] as string
}

/** What may be stored of a code, by each known key, the newest first. */
export function hashesOfCode(vault: Vault, requesterHash: string, code: string): string[] {
  return vault.signatures(`${requesterHash} ${code}`, 'sign-in code').map((signature) => signature.toString('base64url'))
}

/** What wrong codes count towards: the browser alone, so that they tell nothing about an address. */
export function codeTries(requester: string): Try[] {
  return [{ limit: limits.codePerBrowser, subject: requester }]
}

/** Lets a browser that asks for another link try codes anew, in the caller's transaction. */
export function forgetCodeTries(em: EntityManager, requester: string): Promise<void> {
  return forgetTries(em, codeTries(requester))
}

/**
 * Parses a code that was typed or pasted: blanks, dashes and case don't matter, and in a whole line only what looks
 * like a code counts. Undefined when there is none, or more than one.
 */
export function codeIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
  const alone = plain.replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (isCode(alone)) return alone.toUpperCase()
  // In the e-mail it stands in capitals, among words that do not.
  for (const candidate of [capitals, anyCase]) {
    const found = new Set([...plain.matchAll(candidate)].map(([, first, last]) => `${first}${last}`.toUpperCase()))
    if (found.size === 1) return [...found][0]
    if (found.size > 1) return undefined
  }
  return undefined
}

const half = `[${alphabet}]{4}`
const capitals = new RegExp(`(?<![\\p{L}\\p{N}])(${half})[\\s-]?(${half})(?![\\p{L}\\p{N}])`, 'gu')
const anyCase = new RegExp(capitals.source, 'giu')

function isCode(text: string): boolean {
  return new RegExp(`^[${alphabet}]{${characters}}$`, 'i').test(text)
}
