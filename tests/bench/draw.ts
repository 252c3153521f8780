import { cpus, loadavg } from 'node:os'
import { isOneCircle } from '../../src/draw/engine/circle.ts'
import { findDraw } from '../../src/draw/engine/feasible.ts'
import { AllowedGraph, type DrawProblem, isValidDraw, type Rule } from '../../src/draw/engine/problem.ts'
import { type RandomBelow, randomNumbers } from '../../src/draw/engine/random.ts'
import { sampleDraw } from '../../src/draw/engine/sample.ts'
import { plainBacktracking, rejectAndReshuffle } from './draw-others.ts'

const sizes = [10, 30, 100, 300, 1_000, 3_000, 10_000]
const patience = 2_000
const rounds = 7

const random: RandomBelow = randomNumbers((words) => crypto.getRandomValues(words))
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
const households = (count: number, size: number): Rule[] =>
  range(0, Math.ceil(count / size)).map((index) => ({ group: range(index * size, Math.min(count, (index + 1) * size)) }))
const exclusions = (count: number): Rule => ({
  pairs: range(0, count).flatMap((giver) => range(0, 5).map(() => [giver, random(count)] as const)),
})

const families: Record<string, (count: number) => Rule[]> = {
  none: () => [],
  couples: (count) => households(count, 2),
  'households of 4': (count) => households(count, 4),
  'households of 4, five exclusions each': (count) => [...households(count, 4), exclusions(count)],
  'the same, both ways': (count) => {
    const { pairs } = exclusions(count) as { pairs: [number, number][] }
    return [...households(count, 4), { pairs: [...pairs, ...pairs.map(([a, b]) => [b, a] as const)] }]
  },
  'one-way ring': (count) => [{ pairs: range(0, count).map((giver) => [giver, (giver + 1) % count] as const) }],
  history: (count) => [{ pairs: (sampleDraw({ count, rules: [] }, random)?.receivers ?? []).map((receiver, giver) => [giver, receiver] as const) }],
  'two halves': (count) => households(count, count / 2),
  'X has one giver': (count) => [{ pairs: [...range(2, count).map((giver) => [giver, 0] as const), [1, 2], [1, 3]] }],
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, load average ${loadavg()[0]?.toFixed(2)}`)
console.log(`Milliseconds, the smallest and the median of up to ${rounds} draws, rules read afresh each time; “gave up” means after ${patience / 1000} s.\n`)
for (const [family, rulesFor] of Object.entries(families)) {
  const lines = [[family, 'possible?', 'draw, least', 'median', 'circle', 'uniform', 'method', 'reshuffling', 'backtracking', 'reshuffling / ours']]
  for (const count of sizes) lines.push(measure({ count, rules: rulesFor(count) }))
  print(lines)
}

function measure(problem: DrawProblem): string[] {
  const graph = AllowedGraph.of(problem)
  const decided = time(() => findDraw(problem))
  let drawn: ReturnType<typeof sampleDraw>
  const ours = time(() => {
    drawn = sampleDraw(problem, random)
  })
  if (drawn && (!isValidDraw(graph, drawn.receivers) || drawn.isCircle !== isOneCircle(drawn.receivers))) throw new Error('A draw is wrong.')
  const reshuffling = time((until) => rejectAndReshuffle(graph, random, until))
  const backtracking = time((until) => plainBacktracking(graph, random, until))
  const ratio = reshuffling.gaveUp ? `> ${(patience / ours.median).toFixed(0)}` : (reshuffling.median / ours.median).toFixed(2)
  return [
    String(problem.count),
    decided.median.toFixed(2),
    ours.least.toFixed(2),
    ours.median.toFixed(2),
    drawn?.circle ?? 'impossible',
    drawn ? (drawn.isUniform ? 'yes' : 'not proven') : '',
    drawn?.method ?? '',
    inWords(reshuffling),
    inWords(backtracking),
    ratio,
  ]
}

type Timing = { least: number; median: number; gaveUp: boolean }

/** Times something a few times, or as often as patience allows; it gave up when it returned undefined too late. */
function time(run: (until: number) => unknown): Timing {
  const times: number[] = []
  const begun = performance.now()
  while (times.length < rounds && performance.now() - begun < patience) {
    const started = performance.now()
    const result = run(started + patience)
    const took = performance.now() - started
    if (result === undefined && took >= patience) return { least: took, median: took, gaveUp: true }
    times.push(took)
  }
  times.sort((a, b) => a - b)
  return { least: times[0] ?? Number.NaN, median: times[times.length >> 1] ?? Number.NaN, gaveUp: false }
}

function inWords({ median, gaveUp }: Timing): string {
  return gaveUp ? 'gave up' : median.toFixed(2)
}

/** Prints a table: the first column to the left, the others to the right. */
function print(table: string[][]): void {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of table) {
    console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  }
  console.log()
}
