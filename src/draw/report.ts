import type { Printer } from '../language/printer.ts'
import type { DrawReport } from './draw.ts'

/** What can be said of a draw that was made; null while nothing is drawn. */
export type Report = { method: string | null; isCircle: boolean | null; isUniform: boolean | null }

/** Of a draw that is shaped by what must not be told, only that it was made. */
export const quietReport: DrawReport = { method: 'kept quiet', isCircle: null, isUniform: false }

/** What was drawn, and with which guarantee, as two sentences. */
export function reportInWords({ method, isCircle, isUniform }: Report, t: Printer): string {
  if (method === 'repair') return t('draw.report.repaired')
  if (method === quietReport.method) return t('draw.report.quiet')
  return `${t(isCircle ? 'draw.report.oneCircle' : 'draw.report.circles')} ${t(isUniform ? 'draw.report.uniform' : 'draw.report.notUniform')}`
}
