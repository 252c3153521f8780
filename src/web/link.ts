import { domainToUnicode } from 'node:url'

/** Another scheme than these two; a host with a port is none. */
const otherScheme = /^(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)/i

/** The alphabets of the languages that the app speaks: a host in one of them is shown so, and one that mixes them, or is in another, in its ASCII form. */
const inOneAlphabet = /^(?:[\p{Script=Latin}\d.-]+|[\p{Script=Cyrillic}\d.-]+|[\p{Script=Hebrew}\d.-]+)$/u

/**
 * The complete address that somebody means by what they typed for a link: `example.org/x` is completed to https. Undefined for what is
 * no http or https address, or holds a name before its host, which is there to look like another host.
 */
export function completedLink(typed: string): string | undefined {
  if (/\s/.test(typed) || otherScheme.test(typed)) return undefined
  const address = /^https?:/i.test(typed) ? typed : `https://${typed.replace(/^\/+/, '')}`
  if (!URL.canParse(address)) return undefined
  const { href, username, password, hostname } = new URL(address)
  if (username !== '' || password !== '' || !/[^.]\.[^.]/.test(hostname)) return undefined
  return href
}

/** The domain of a link, as people know it: without `www.`. */
export function domainOf(link: string): string {
  const { hostname } = new URL(link)
  const shown = domainToUnicode(hostname)
  return (inOneAlphabet.test(shown) ? shown : hostname).replace(/^www\d*\./, '')
}

/** The only http or https address in a text, and the text without it; undefined where there is none or more than one. */
export function linkIn(text: string): { link: string; rest: string } | undefined {
  const found = [...text.matchAll(/https?:\/\/\S+/gi)]
  const [only] = found
  if (!only || found.length > 1 || completedLink(only[0]) === undefined) return undefined
  return { link: only[0], rest: `${text.slice(0, only.index)}${text.slice(only.index + only[0].length)}`.trim() }
}
