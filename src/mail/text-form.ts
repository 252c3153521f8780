import type { Email, EmailPart } from './email.ts'
import { footOf } from './foot.ts'

/** An e-mail as plain text. */
export function textForm(email: Email): string {
  const foot = footOf(email).map((line) => (typeof line === 'string' ? line : `${line.label}: ${line.url}`))
  return `${[...email.content.map(textPart), ['-- ', ...foot].join('\n')].join('\n\n')}\n`
}

function textPart(part: EmailPart): string {
  if (typeof part === 'string') return part
  if ('news' in part) return `${[part.news, part.name].filter(Boolean).join(' ')}.`
  if ('facts' in part) return aligned(part.facts)
  if ('quote' in part) return part.quote.replaceAll(/^/gm, '> ')
  if ('written' in part) return part.written
  if ('code' in part) return part.code
  return `${part.button}:\n${part.url}`
}

function aligned(facts: [label: string, value: string][]): string {
  const width = Math.max(...facts.map(([label]) => label.length))
  return facts.map(([label, value]) => `${`${label}:`.padEnd(width + 1)} ${value}`).join('\n')
}
