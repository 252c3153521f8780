import { isOneCircle, randomCircle } from './circle.ts'
import { findDraw, matrix } from './feasible.ts'
import type { DrawProblem, RandomBelow } from './problem.ts'
export type Sample = { receivers: readonly number[]; isCircle: boolean; isUniform: boolean; method: string }
export function sampleDraw(problem: DrawProblem, randomBelow: RandomBelow): Sample | undefined {
  const ok = matrix(problem)
  for (let i = 0; i < 20000; i++) {
    const receivers = randomCircle(problem.count, randomBelow)
    if (receivers.every((r, g) => ok[g]?.[r])) return { receivers, isCircle: true, isUniform: true, method: 'circle' }
  }
  const receivers = findDraw(problem)
  return receivers && { receivers, isCircle: isOneCircle(receivers), isUniform: false, method: 'matching' }
}
