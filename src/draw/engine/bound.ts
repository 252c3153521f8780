/**
 * The rates λ of an upper bound on the number of ways to finish a draw.
 *
 * While m givers have no receiver yet and F forbidden pairs are left among them and the m free receivers, there are at
 * most options!·exp(−λ[m]·F) ways to finish, where options is m, or m − 1 when one circle is wanted. Moreover the bounds
 * of all the positions that one giver's choice can lead to never add up to more than the bound before, provided that it is
 * always a giver with most forbidden receivers who chooses. So a choice can be made in proportion to those bounds, and the
 * rest be the probability of starting again: what comes out is uniform (acceptance and rejection with a self-reducible
 * bound, Huber 2006 and Huber and Law 2008, who use Brègman's bound for it).
 *
 * Proof. Let the giver have f forbidden receivers, G = F − f, q = 1/options, λ = λ[m − 1]. A choice takes away f pairs and
 * the g pairs of the receiver chosen (for circles also the pair that would close the new path), and those g add up to at
 * most G over all choices and are at most D each. Since exp is convex, exp(λg) ≤ 1 + g·ρ with ρ = (exp(λD) − 1)/D, so the
 * sum of the bounds is at most options!·exp(−λG)·(1 − f·q + G·ρ·q) ≤ options!·exp(−λG − f·q + G·ρ·q). Since f ≥ F/m,
 * hence f ≥ G·q, this is at most options!·exp(−λ[m]·F) if λ[m] ≤ q and λ[m]·(1 + q) ≤ λ − ρ·q + q². Any λ that is 0 up to some m and follows this
 * recursion from there is good; the one with the largest λ at `most` is taken.
 *
 * @param most the number of givers at the beginning
 * @param largest D: no receiver's forbidden givers, plus one for circles, are more
 * @param fewerOptions 1 for circles, else 0
 * @returns λ by the number of givers left, 0 … most
 */
export function boundRates(most: number, largest: number, fewerOptions: 0 | 1): Float64Array {
  let best: Float64Array = new Float64Array(most + 1)
  for (let start = 1; start < most; start = Math.ceil(start * 1.5)) {
    const rates = ratesFrom(start, most, largest, fewerOptions)
    if (rates && (rates[most] as number) > (best[most] as number)) best = rates
  }
  return best
}

/** The recursion, with λ = 0 up to `start`; undefined when it leads below 0. */
function ratesFrom(start: number, most: number, largest: number, fewerOptions: 0 | 1): Float64Array | undefined {
  const rates = new Float64Array(most + 1)
  for (let left = start + 1; left <= most; left++) {
    const options = left - fewerOptions
    if (options < 1) continue
    const before = rates[left - 1] as number
    const slope = largest > 0 ? Math.expm1(before * largest) / largest : before
    const rate = (before - slope / options + 1 / options ** 2) / (1 + 1 / options)
    if (!(rate >= 0)) return undefined
    rates[left] = Math.min(rate, 1 / options)
  }
  return rates
}
