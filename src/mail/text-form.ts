import type { Printer } from '../language/printer.ts'
import type { Email, EmailPart } from './email.ts'
import { footOf } from './foot.ts'

/** An e-mail as plain text. */
export function textForm(email: Email, t: Printer): string {
  const foot = footOf(email, t).map((line) => (typeof line === 'string' ? line : `${t('email.text.label', line)} ${line.url}`))
  return `${[...email.content.map((part) => textPart(part, t)), ['-- ', ...foot].join('\n')].join('\n\n')}\n`
}

function textPart(part: EmailPart, t: Printer): string {
  if (typeof part === 'string') return part
  if ('news' in part) return t('email.text.news', part)
  if ('newsOf' in part) return t('email.text.news', { news: t(part.newsOf, part) })
  if ('facts' in part) return aligned(part.facts, t)
  if ('quote' in part) return part.quote.replaceAll(/^/gm, '> ')
  if ('written' in part) return part.written
  if ('code' in part) return part.code
  return `${t('email.text.label', { label: part.button })}\n${part.url}`
}

function aligned(facts: [label: string, value: string][], t: Printer): string {
  const rows = facts.map(([label, value]) => [t('email.text.label', { label }), value] as const)
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, value]) => `${label.padEnd(width)} ${value}`).join('\n')
}
