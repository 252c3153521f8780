import { matrix } from './feasible.ts'
import type { DrawProblem, RandomBelow } from './problem.ts'
export function repairDraw(problem: DrawProblem, current: readonly (number | undefined)[], looked: readonly boolean[], randomBelow: RandomBelow) {
  const ok = matrix(problem)
  let best: { cost: number; receivers: number[] } | undefined
  const go = (g: number, used: Set<number>, receivers: number[], cost: number): void => {
    if (best && cost >= best.cost) return
    if (g === problem.count) {
      best = { cost, receivers: [...receivers] }
      return
    }
    for (let r = 0; r < problem.count; r++) {
      if (!ok[g]?.[r] || used.has(r)) continue
      used.add(r)
      receivers.push(r)
      go(g + 1, used, receivers, cost + (current[g] === r || current[g] === undefined ? 0 : 1000 + (looked[g] ? 1 : 0)) + randomBelow(2) / 10000)
      receivers.pop()
      used.delete(r)
    }
  }
  go(0, new Set(), [], 0)
  if (!best) return undefined
  const { receivers } = best
  return { receivers, changed: receivers.flatMap((r, g) => (current[g] === r ? [] : [g])) }
}
