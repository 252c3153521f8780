import type { Printer } from '../language/printer.ts'
import { shorten } from './shorten.ts'

/** The addresses to which no e-mail could be sent: `unsent` ones never signed in and had enough for today, `unwanted` ones belong to people who have asked for none. */
export type NotSent = { unsent: string[]; unwanted: string[] }

/** Why no e-mail went to some, and what to do; empty where there are none. The organiser is to send a link tomorrow, or to write again. */
export function whyNotSent({ unsent, unwanted }: NotSent, remedy: 'sendLink' | 'writeAgain', t: Printer): string {
  const say = (key: `people.notSent.${typeof remedy | 'unwanted'}`, addresses: string[]) =>
    addresses.length === 0 ? '' : t(key, { count: addresses.length, addresses: few(addresses.map(shortAddress), t) })
  return [say(`people.notSent.${remedy}`, unsent), say('people.notSent.unwanted', unwanted)].filter(Boolean).join(' ')
}

/** Some of the words, and how many more there are: a message has to fit into a cookie. */
export function few(words: string[], t: Printer): string {
  return t.list(words.length <= 4 ? words : [...words.slice(0, 3), t('people.more', { count: words.length - 3 })])
}

/** An address as a message that has to fit into a cookie names it. */
export function shortAddress(address: string): string {
  return shorten(address, 64)
}
