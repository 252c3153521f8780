/** How far counts are from equal: χ² with its p-value, and the total variation distance (0 is perfect, 1 the most). */
export type Fit = { chiSquare: number; p: number; distance: number }

/** Compares how often each of `outcomes` equally likely things was seen. */
export function fitToUniform(counts: readonly number[], outcomes: number): Fit {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const expected = total / outcomes
  const unseen = outcomes - counts.length
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, unseen * expected)
  const distance = (counts.reduce((sum, count) => sum + Math.abs(count - expected), unseen * expected) / total) * 0.5
  return { chiSquare, p: outcomes === 1 ? 1 : upperTail(chiSquare, outcomes - 1), distance }
}

/** The p-value of χ² for two samples of the same things being alike. */
export function pOfTwoSamples(a: readonly number[], b: readonly number[]): number {
  const [totalA, totalB] = [a, b].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
  const seen = [...a.keys()].filter((index) => (a[index] as number) + (b[index] as number) > 0)
  const chiSquare = seen.reduce((sum, index) => {
    const [inA, inB] = [a[index] as number, b[index] as number]
    return sum + (inA * Math.sqrt(totalB / totalA) - inB * Math.sqrt(totalA / totalB)) ** 2 / (inA + inB)
  }, 0)
  return upperTail(chiSquare, seen.length - 1)
}

/** The probability of a χ² at least so large: the regularised upper incomplete gamma function, by series or continued fraction (DLMF 8.7, 8.9). */
function upperTail(chiSquare: number, degrees: number): number {
  const [a, x] = [degrees / 2, chiSquare / 2]
  if (x <= 0) return 1
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a]
    for (let n = 1; n < 10_000 && term > sum * 1e-14; n++) {
      term *= x / (a + n)
      sum += term
    }
    return 1 - front * sum
  }
  let fraction = 0
  for (let n = 2_000; n > 0; n--) fraction = (n * (n - a)) / (x + 2 * n + 1 - a - fraction)
  return front / (x + 1 - a - fraction)
}

/** Stirling's series, raised past 10 by the recurrence. */
function logGamma(x: number): number {
  if (x < 10) return logGamma(x + 1) - Math.log(x)
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3)
}
