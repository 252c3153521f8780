import { findDraw, matrix } from './feasible.ts'
import type { DrawProblem } from './problem.ts'
export function constraint(problem: DrawProblem): { fewestReceivers: number; tightest: number[]; certain: [number, number][] } {
  const ok = matrix(problem)
  const counts = ok.map((row) => row.filter(Boolean).length)
  const fewestReceivers = Math.min(...counts)
  const found = findDraw(problem) ?? []
  const certain = found.flatMap((r, g): [number, number][] => (findDraw({ ...problem, rules: [...problem.rules, { pairs: [[g, r]] }] }) ? [] : [[g, r]]))
  return { fewestReceivers, tightest: counts.flatMap((c, g) => (c === fewestReceivers ? [g] : [])), certain }
}
