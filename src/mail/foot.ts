import type { Printer } from '../language/printer.ts'
import type { Email } from './email.ts'

/** A line at the end of an e-mail, or a link to what somebody may want to be spared of. */
type FootLine = string | { label: string; url: string }

/** The foot of an e-mail, line by line: why one gets it, how to get no more, who reads answers, and who sent it. */
export function footOf(email: Email, t: Printer): FootLine[] {
  const { why, unsubscribeUrl, declineUrl, choosingUrl } = email
  return [
    ...(why ? [why] : []),
    ...linkTo(unsubscribeUrl, t('email.foot.stop')),
    ...linkTo(declineUrl, t('email.foot.decline')),
    ...linkTo(choosingUrl, t('email.foot.choose')),
    [...whoReads(email, t), t('email.foot.sender')].join(' '),
  ]
}

function whoReads({ answers, content }: Email, t: Printer): string[] {
  if (answers === undefined) return []
  if (answers === 'unread') return [t('email.foot.unread')]
  const hasLink = content.some((part) => typeof part === 'object' && 'button' in part)
  return [t('email.foot.read'), ...(hasLink ? [t('email.foot.leaveOut')] : [])]
}

function linkTo(url: string | undefined, label: string): FootLine[] {
  return url === undefined ? [] : [{ label, url }]
}
