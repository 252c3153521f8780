import { type Act, acts } from './acts.ts'
import { type Post, posts } from './posts.ts'
import { contradictions, picture } from './rows.ts'
import { inTurn, type RacedSite, type Sending, sending, together } from './site.ts'
import type { Scene } from './stage.ts'

/** What the sweep has seen: how many pairs, trials and answers by their status, and what should not have been. */
export type Findings = { pairs: number; trials: number; statuses: Map<number, number>; mistakes: string[] }

export const noFindings = (): Findings => ({ pairs: 0, trials: 0, statuses: new Map(), mistakes: [] })

type Pair = { name: string; one: Sending; other: Sending }
type Way = (site: RacedSite, first: Sending, second: Sending) => Promise<number[]>

const oneAfterTheOther: Way = (_, first, second) => inTurn(first, second)

/** Sends every form of a scene twice at once, and together with every act of the scene, in both orders. `isWanted` takes a sample. */
export async function sweep(site: RacedSite, scene: Scene, isWanted: (pair: number) => boolean = () => true): Promise<Findings> {
  const findings = noFindings()
  const pairs = pairsOf(site, scene).filter((_, index) => isWanted(index))
  for (const pair of pairs) await race(site, scene, pair, findings)
  findings.pairs = pairs.length
  return findings
}

function pairsOf(site: RacedSite, scene: Scene): Pair[] {
  const forms = Object.entries(posts).flatMap(([route, list]) => list.filter((post) => post.in.includes(scene.state)).map((post) => ({ route, post })))
  return forms.flatMap(({ route, post }) => {
    const form = `${scene.state}: ${route} (${post.name})`
    const twice = { name: `${form}, twice`, one: sending(site, scene, post, 0), other: sending(site, scene, post, 1) }
    const taking = acts.filter((act) => act.in.includes(scene.state) && meets(post, act))
    return [twice, ...taking.map((act) => ({ name: `${form} and ${act.name}`, one: sending(site, scene, post, 0), other: sending(site, scene, act, 1) }))]
  })
}

/** What hashes a password takes longer than all the rest, so it meets what concerns the account. */
function meets(post: Post, act: Act): boolean {
  if (post.isSlow) return act.onAccount === true
  const isSlow = 'post' in act && act.post.isSlow === true
  return !isSlow || post.isOnAccount === true
}

/** Whatever two do at once has to end as if one had come after the other. */
async function race(site: RacedSite, scene: Scene, { name, one, other }: Pair, findings: Findings): Promise<void> {
  const ends = new Map<string, number[]>()
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const { statuses, end } = await attempt(site, scene, oneAfterTheOther, first, second, name, findings)
    ends.set(end, statuses)
  }
  for (const [first, second] of [
    [one, other],
    [other, one],
  ] as const) {
    const { statuses, end } = await attempt(site, scene, together, first, second, name, findings)
    if (!ends.has(end)) findings.mistakes.push(`${name}: ${statuses} ends otherwise than one after the other:\n${differences(end, [...ends.keys()])}`)
  }
}

async function attempt(site: RacedSite, scene: Scene, way: Way, first: Sending, second: Sending, name: string, findings: Findings) {
  const { house } = site
  await scene.restore()
  const before = house.log.length
  const statuses = await way(site, first, second)
  findings.trials++
  for (const status of statuses) findings.statuses.set(status, (findings.statuses.get(status) ?? 0) + 1)
  const wrong = contradictions(house, scene)
  if (statuses.some((status) => status >= 500)) wrong.push(`answers ${statuses}`)
  wrong.push(...house.log.slice(before).filter((line) => line.includes('"level":50')))
  findings.mistakes.push(...wrong.map((what) => `${name}: ${what}`))
  return { statuses, end: picture(house, scene) }
}

function differences(end: string, legal: string[]): string {
  const seen = end.split('\n')
  const beside = (other: string[]) => [...without(seen, other).map((line) => `+ ${line}`), ...without(other, seen).map((line) => `- ${line}`)].join('\n')
  return legal.map((other) => beside(other.split('\n'))).join('\n or\n')
}

/** Lines may stand twice. */
function without(lines: string[], others: string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const place = left.indexOf(line)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
}

/** In one line: routes × acts, answers by status, and how many of them are faults. */
export function inShort({ pairs, trials, statuses }: Findings): string {
  const counts = [...statuses].toSorted(([one], [another]) => one - another)
  const faults = counts.filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
  return `${pairs} pairs, ${trials} trials; answers ${counts.map(([status, count]) => `${status}: ${count}`).join(', ')}; ≥ 500: ${faults}`
}
