import type { DrawProblem } from './problem.ts'
export function matrix({ count, rules }: DrawProblem): boolean[][] {
  const ok = Array.from({ length: count }, (_, g) => Array.from({ length: count }, (_, r) => g !== r))
  for (const rule of rules) {
    if ('group' in rule) for (const g of rule.group) for (const r of rule.group) (ok[g] as boolean[])[r] = false
    else for (const [g, r] of rule.pairs) (ok[g] as boolean[])[r] = false
  }
  return ok
}
export function match(ok: boolean[][]): number[] {
  const n = ok.length
  const giver = new Array<number>(n).fill(-1)
  const tryOne = (g: number, seen: Set<number>): boolean => {
    for (let r = 0; r < n; r++) {
      if (!ok[g]?.[r] || seen.has(r)) continue
      seen.add(r)
      if (giver[r] === -1 || tryOne(giver[r] as number, seen)) {
        giver[r] = g
        return true
      }
    }
    return false
  }
  for (let g = 0; g < n; g++) tryOne(g, new Set())
  return giver
}
export function findDraw(problem: DrawProblem): readonly number[] | undefined {
  const giver = match(matrix(problem))
  if (giver.includes(-1)) return undefined
  const receivers = new Array<number>(problem.count)
  for (const [r, g] of giver.entries()) receivers[g] = r
  return receivers
}
