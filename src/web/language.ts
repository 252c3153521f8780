import type { Next } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { inEnglish } from '../language/english.ts'
import type { Language } from '../language/languages.ts'
import { leaveCookie, readCookie } from './cookies.ts'
import type { AppContext } from './env.ts'

const cookie = 'language'
const aYear = 365 * 24 * 60 * 60

/** Prints what a stranger sees in the language that this browser chose here, or else prefers; guards change to that of who is signed in. */
export async function inBrowsersLanguage(c: AppContext, next: Next): Promise<void> {
  // Whatever fails from here on is told in some language.
  c.set('t', inEnglish)
  const { printers } = c.get('services')
  const seen = chosenHere(c) ?? preferred(c, printers.languages)
  c.set('seenLanguage', seen)
  c.set('t', await printers.of(seen))
  await next()
}

/** Prints from now on in the language that somebody has chosen; where nobody has, it stays what the browser prefers. */
export async function speak(c: AppContext, language: string | null | undefined): Promise<void> {
  if (language) c.set('t', await c.get('services').printers.of(language))
}

/** Prints a page behind a link that is for one person in that person's language, unless another one was chosen in this browser. */
export async function speakTo(c: AppContext, language: string | null | undefined): Promise<void> {
  if (chosenHere(c) === undefined) await speak(c, language)
}

/** Remembers the language of this browser for a year. */
export function chooseLanguage(c: AppContext, code: string): void {
  leaveCookie(c, cookie, code, aYear)
}

function chosenHere(c: AppContext): string | undefined {
  const chosen = readCookie(c, cookie)
  return c.get('services').printers.languages.find(({ code }) => code === chosen)?.code
}

function preferred(c: AppContext, languages: readonly Language[]): string | undefined {
  const accepted = parseAccept(c.req.header('Accept-Language') ?? '').filter(({ q }) => q > 0)
  return accepted.map(({ type }) => offeredFor(type.toLowerCase(), languages)).find((code) => code !== undefined)
}

/** The language that a tag like `de-at` asks for: that one, else the one that it is a kind of, else the one that goes by its name, too. */
function offeredFor(tag: string, languages: readonly Language[]): string | undefined {
  const [plain = ''] = tag.split('-')
  const called = (name: string) => languages.find(({ code }) => code.toLowerCase() === name)
  return (called(tag) ?? called(plain) ?? languages.find(({ aliases }) => aliases?.includes(plain)))?.code
}
