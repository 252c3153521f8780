import type { Email } from './email.ts'

const sender = 'Sent by Sneaky Klaus.'
const stopping = 'Stop these reminders'
const declining = 'Rather not take part? Say so here'
const choosing = 'Choose which of these e-mails you get, under “Settings”'

/** A line at the end of an e-mail, or a link to what somebody may want to be spared of. */
type FootLine = string | { label: string; url: string }

/** The foot of an e-mail, line by line: why one gets it, how to get no more, who reads answers, and who sent it. */
export function footOf({ why, unsubscribeUrl, declineUrl, choosingUrl, answers, content }: Email): FootLine[] {
  const hasLink = content.some((part) => typeof part === 'object' && 'button' in part)
  const reads =
    answers === 'unread'
      ? 'No one reads answers to this e-mail. '
      : `If you answer, your organiser reads it.${hasLink ? ' Leave this e-mail out of your answer: its link opens your page.' : ''} `
  return [
    ...(why ? [why] : []),
    ...linkTo(unsubscribeUrl, stopping),
    ...linkTo(declineUrl, declining),
    ...linkTo(choosingUrl, choosing),
    `${answers === undefined ? '' : reads}${sender}`,
  ]
}

function linkTo(url: string | undefined, label: string): FootLine[] {
  return url === undefined ? [] : [{ label, url }]
}
