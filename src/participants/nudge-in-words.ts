import type { Printer } from '../language/printer.ts'
import { whyNotSent } from './not-sent.ts'
import type { Nudged } from './nudge.ts'

/** What came of a nudge, for the organiser who pressed the button; `done` when everybody who was meant was written to. */
export function nudgedInWords(nudged: Nudged, t: Printer): { words: string; kind: 'done' | 'notice' } {
  const { sent, earlier, unsent, unwanted } = nudged
  if (sent + earlier + unsent.length + unwanted.length === 0) return { words: t('people.nudge.nobody'), kind: 'notice' }
  const whyNot = whyNotSent(nudged, 'writeAgain', t)
  const parts = [
    sent > 0 || earlier === 0 ? t('people.nudge.sent', { count: sent }) : '',
    earlier === 0 ? '' : t(sent > 0 ? 'people.nudge.othersEarlier' : 'people.nudge.earlier', { count: earlier }),
    whyNot,
  ]
  return { words: parts.filter(Boolean).join(' '), kind: sent > 0 && whyNot === '' ? 'done' : 'notice' }
}
