import { findDraw } from './feasible.ts'
import type { DrawProblem } from './problem.ts'
export function smallestRelief(problem: DrawProblem): number[] {
  const without = (gone: number[]) => findDraw({ ...problem, rules: problem.rules.filter((_, i) => !gone.includes(i)) })
  let gone = problem.rules.map((_, i) => i)
  for (const i of [...gone]) if (without(gone.filter((j) => j !== i))) gone = gone.filter((j) => j !== i)
  return gone
}
