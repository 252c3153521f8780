import { match, matrix } from './feasible.ts'
import type { DrawProblem } from './problem.ts'
export function explainImpossible(problem: DrawProblem): { side: 'givers' | 'receivers'; givers: number[]; receivers: number[] } {
  const ok = matrix(problem)
  const giver = match(ok)
  const givers = new Set([ok.findIndex((_, g) => !giver.includes(g))])
  const receivers = new Set<number>()
  for (let grown = true; grown; ) {
    grown = false
    for (const g of givers)
      for (let r = 0; r < ok.length; r++)
        if (ok[g]?.[r] && !receivers.has(r)) {
          receivers.add(r)
          grown = true
          givers.add(giver[r] as number)
        }
  }
  return { side: 'givers', givers: [...givers].sort(), receivers: [...receivers] }
}
