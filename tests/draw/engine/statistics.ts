/** How far counts are from equal: χ² with its degrees of freedom and p-value, and the total variation distance (0 is perfect, 1 the most). */
export type Fit = { chiSquare: number; degrees: number; p: number; distance: number }

/** How likely one test of chance raises a false alarm, over all that it compares (the family-wise error). Some dozen tests do, so a run in 100,000 may. */
const familyWiseError = 1e-6

/**
 * The comparisons whose p-value chance does not explain, by Bonferroni's correction for how many there are. A test expects none,
 * whatever the seed.
 */
export function unlikely<Comparison extends { p: number }>(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.filter(({ p }) => p < familyWiseError / comparisons.length)
}

/** All fits as one: sees a bias that is everywhere, and too small to show anywhere. */
export function pooled(fits: readonly Pick<Fit, 'chiSquare' | 'degrees'>[]): { p: number } {
  const sum = (of: 'chiSquare' | 'degrees') => fits.reduce((total, fit) => total + fit[of], 0)
  return { p: sum('degrees') === 0 ? 1 : upperTail(sum('chiSquare'), sum('degrees')) }
}

/** The probability that something of probability `chance` happens `least` times or more in `times` tries (exact binomial). */
export function pOfSoMany(least: number, times: number, chance: number): number {
  let term = 1
  for (let seen = 0; seen < least; seen++) term *= ((times - seen) / (seen + 1)) * (chance / (1 - chance))
  let sum = 0
  for (let seen = least; seen <= times; seen++) {
    sum += term
    term *= ((times - seen) / (seen + 1)) * (chance / (1 - chance))
  }
  return sum * (1 - chance) ** times
}

/** Compares how often each of `outcomes` equally likely things was seen. */
export function fitToUniform(counts: readonly number[], outcomes: number): Fit {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const expected = total / outcomes
  const unseen = outcomes - counts.length
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, unseen * expected)
  const distance = (counts.reduce((sum, count) => sum + Math.abs(count - expected), unseen * expected) / total) * 0.5
  return { chiSquare, degrees: outcomes - 1, p: outcomes === 1 ? 1 : upperTail(chiSquare, outcomes - 1), distance }
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
