import type { Composers } from '../mail/compose.ts'
import { signInLink } from '../mail/sign-in-link.ts'
import { findReader } from '../participants/find-reader.ts'
import { longestWords } from '../participants/longest-words.ts'
import { newMessages } from './emails.ts'
import { whyNoMessages } from './permissions.ts'

/** What the e-mail about messages says. */
export const messageComposers: Pick<Composers, 'new messages'> = {
  'new messages': async (composing, due) => {
    const reader = await findReader(composing, due)
    if (!reader || whyNoMessages(reader.exchange)) return undefined
    const { person, exchange, t } = reader
    const mostCharacters = await longestWords(composing.em, exchange)
    const { url, usableUntil } = await signInLink(composing, due, reader)
    return { to: person.email, email: newMessages(url, exchange, person, exchange.isDrawn(), t), t, usableUntil, mostCharacters }
  },
}
