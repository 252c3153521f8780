import { inSentence } from '../ui/wording.ts'

/** The addresses to which no e-mail could be sent: `unsent` ones never signed in and had enough for today, `unwanted` ones belong to people who have asked for none. */
export type NotSent = { unsent: string[]; unwanted: string[] }

/** Why no e-mail went to some, and what to do; empty where there are none. The organiser is to send a link tomorrow, or to write again. */
export function whyNotSent({ unsent, unwanted }: NotSent, remedy: 'send a link' | 'write again'): string {
  return [enoughForToday(unsent, remedy), notWanted(unwanted)].filter(Boolean).join(' ')
}

function enoughForToday(unsent: string[], remedy: 'send a link' | 'write again'): string {
  if (unsent.length === 0) return ''
  const they = unsent.length === 1 ? 'that address has' : 'those addresses have'
  const linkOrLinks = unsent.length === 1 ? 'Send a link' : 'Send links'
  return `No e-mail could be sent to ${few(unsent)}: ${they} never signed in and had enough mail for today. ${remedy === 'send a link' ? linkOrLinks : 'Write to them again'} tomorrow.`
}

function notWanted(unwanted: string[]): string {
  if (unwanted.length === 0) return ''
  return `No e-mail could be sent to ${few(unwanted)}, who ${unwanted.length === 1 ? 'has' : 'have'} asked this site for none. Please talk to them yourself.`
}

/** Some of the words, and how many more there are: a message has to fit into a cookie. */
export function few(words: string[]): string {
  return inSentence(words.length <= 4 ? words : [...words.slice(0, 3), `${words.length - 3} more`])
}
