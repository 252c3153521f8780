import type { Round } from './load.ts'

export const names = ['app', 'limit, Hono', 'limit, node:http', 'Flask'] as const
export type Name = (typeof names)[number]
export type Each<Value> = Partial<Record<Name, Value>>

/** Prints what was measured of one kind of request: each server's figures, and the app's beside them as ratios of the same rounds. */
export function printRounds(title: string, results: Each<Round[]>): void {
  const { app = [] } = results
  const lines = Object.entries(results).map(([name, rounds]) => {
    const perSecond = median(rounds.map((round) => round.perSecond))
    const p99 = median(rounds.map((round) => round.p99))
    const ratios = name === 'app' ? ['', ''] : [shareReached(app, rounds), (processorTimeEach(app) / processorTimeEach(rounds)).toFixed(3)]
    return [name, perSecond.toFixed(0), p99.toFixed(0), processorTimeEach(rounds).toFixed(0), ...ratios]
  })
  print([[title, 'requests/s', 'p99, ms', 'CPU µs/request', 'requests/s, app / this', 'CPU, app / this'], ...lines])
}

/** The ratio of the requests per second of the same round: the median over the rounds, with the lowest and the highest. */
function shareReached(app: Round[], other: Round[]): string {
  const shares = app.map(({ perSecond }, round) => perSecond / (other[round]?.perSecond ?? Number.NaN))
  return `${median(shares).toFixed(2)} (${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)})`
}

/** Over all rounds together, since /proc counts coarsely. */
function processorTimeEach(list: Round[]): number {
  const total = (figure: 'processorTime' | 'requests') => list.reduce((sum, round) => sum + round[figure], 0)
  return total('processorTime') / total('requests')
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** Prints a table: the first column to the left, figures to the right. */
export function print(table: string[][]): void {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of table) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  }
  console.log()
}
