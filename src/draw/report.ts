import type { DrawReport } from './draw.ts'

/** What can be said of a draw that was made; null while nothing is drawn. */
export type Report = { method: string | null; isCircle: boolean | null; isUniform: boolean | null }

/** Of a draw that is shaped by what must not be told, only that it was made. */
export const quietReport: DrawReport = { method: 'kept quiet', isCircle: null, isUniform: false }

/** What was drawn, and with which guarantee, as two sentences. */
export function reportInWords({ method, isCircle, isUniform }: Report): string {
  if (method === 'repair') return 'The draw was repaired with the fewest possible changes, chosen at random among those that keep the rules.'
  if (method === quietReport.method) return 'The draw was chosen at random among those that keep the rules.'
  const shape = isCircle
    ? 'Everyone is in one circle, so no one gives to their own giver.'
    : 'The draw has several circles: the rules left no single one, or none was found.'
  return `${shape} ${isUniform ? `Every such draw was equally likely.` : 'The draw is valid, but not proven uniform: the rules are too tight for an exact method.'}`
}
