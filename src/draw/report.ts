import type { DrawReport } from '../exchanges/exchange.ts'

/** What can be said of a draw that was made; the columns of its exchange, null while nothing is drawn. */
export type Report = { drawMethod: string | null; drawIsCircle: boolean | null; drawIsUniform: boolean | null }

/** Of a draw that is shaped by what must not be told, only that it was made. */
export const quietReport: DrawReport = { method: 'kept quiet', isCircle: null, isUniform: false }

/** What was drawn, and with which guarantee, as two sentences. */
export function reportInWords({ drawMethod, drawIsCircle, drawIsUniform }: Report): string {
  if (drawMethod === 'repair') return 'The draw was repaired with the fewest possible changes, chosen at random among those that keep the rules.'
  if (drawMethod === quietReport.method) return 'The draw was chosen at random among those that keep the rules.'
  const shape = drawIsCircle
    ? 'Everyone is in one circle, so no one gives to their own giver.'
    : 'The draw has several circles: the rules left no single one, or none was found.'
  return `${shape} ${drawIsUniform ? `Every such draw was equally likely.` : 'The draw is valid, but not proven uniform: the rules are too tight for an exact method.'}`
}
