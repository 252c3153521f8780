import { loadSite } from './load.ts'
import type { Running } from './server.ts'

const rounds = 5
const connections = 10

/**
 * Registrations per second into one exchange and, from as many connections, into two at once, by rounds in turns: the medians, and
 * the median of the ratios of neighbouring rounds. `slugs` are of exchanges that take people; each round has its own, since a registration
 * costs more the more there are.
 */
export async function compareTwoExchanges(servers: readonly Running[], slugs: readonly string[], seconds: number): Promise<string> {
  const fresh = [...slugs]
  const perSecond = async (count: number) => {
    const paths = fresh.splice(0, count).map((slug) => `/exchange/${slug}/register`)
    return (await loadSite(servers, { what: 'registration', paths, cookie: '', connections, seconds })).perSecond
  }
  const pairs: { one: number; two: number }[] = []
  for (let round = 0; round < rounds; round++) pairs.push({ one: await perSecond(1), two: await perSecond(2) })
  const [one, two, ratio] = [median(pairs.map((pair) => pair.one)), median(pairs.map((pair) => pair.two)), median(pairs.map((pair) => pair.two / pair.one))]
  return `${one.toFixed(0)}/s; ${two.toFixed(0)}/s; ${ratio.toFixed(2)}`
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] as number
}
