/** What an e-mail says, once for both of its forms, so that HTML and text are equal in meaning. */
export type Email = {
  subject: string
  /** The line that mail programs show beside the subject. */
  preview: string
  content: EmailPart[]
  /** Why one gets it and how to get no more, in sentences for the foot. */
  why?: string
  /** Where one click ends reminders, the one kind that nobody must get. */
  unsubscribeUrl?: string
  /** Where one click declines, for somebody who was made to take part. */
  declineUrl?: string
  /** Where the organiser chooses which e-mails come. */
  choosingUrl?: string
  /** Who reads answers, which the e-mail says; where nothing is said, nobody would answer it. */
  answers?: { to: string[] } | 'unread'
  /** A calendar file (RFC 5545) to go with it. */
  calendar?: string
}

/**
 * A paragraph, the news, the news of whom one gives to (whose name stands out of the sentence by that key), rows of labels and values, a text of somebody else, a text that
 * the e-mail is there for (its web addresses become links), a code to type, or a link to press.
 */
export type EmailPart =
  | string
  | { news: string }
  | { newsOf: 'email.matchReady.newsOf' | 'email.matchChanged.newsOf'; name: string }
  | { facts: [label: string, value: string][] }
  | { quote: string }
  | { written: string }
  | { code: string }
  | { button: string; url: string }

/** An e-mail as it is sent. */
export type RenderedEmail = {
  subject: string
  html: string
  text: string
  unsubscribeUrl?: string | undefined
  /** One address, or several. */
  replyTo?: string | string[] | undefined
  calendar?: string | undefined
}

/** The headers that say that nobody waits for an answer (RFC 3834), and by which mail programs offer to unsubscribe with one click (RFC 2369, RFC 8058). */
export function headersOf({ unsubscribeUrl }: RenderedEmail): Record<string, string> {
  const automatic = { 'Auto-Submitted': 'auto-generated' }
  if (unsubscribeUrl === undefined) return automatic
  return { ...automatic, 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}

/** The domain of a sender, with or without a name before the address. */
export function domainOf(sender: string): string {
  return sender.replace(/^.*@|>$/g, '').toLowerCase()
}
