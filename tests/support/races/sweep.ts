import { setImmediate as nextTurn } from 'node:timers/promises'
import { seeded } from '../chance.ts'
import { type Act, acts } from './acts.ts'
import { type Post, posts } from './posts.ts'
import { contradictions, picture } from './rows.ts'
import { inTurn, overtaking, type RacedSite, type Sending, sending } from './site.ts'
import type { Scene } from './stage.ts'

/** What the sweep has seen: how many pairs, trials and answers by their status, and what should not have been. */
export type Findings = { pairs: number; trials: number; statuses: Map<number, number>; mistakes: string[] }

const noFindings = (): Findings => ({ pairs: 0, trials: 0, statuses: new Map(), mistakes: [] })

/** Which pairs are tried: all for 1, every third for 3. */
export type Part = { twice: number; against: number }

type Pair = { name: string; isTwice?: boolean; one: Sending; other: Sending; alone: [number, number] }
/** Sends every form of a scene twice at once, and together with every act of the scene, in both orders; or only a part of these pairs: every so many. */
export async function sweep(site: RacedSite, scene: Scene, { twice, against }: Part): Promise<Findings> {
  const findings = noFindings()
  const all = Object.groupBy(pairsOf(site, scene), ({ isTwice }) => (isTwice ? 'twice' : 'against'))
  const pairs = [...every(twice, all.twice), ...every(against, all.against)]
  for (const pair of pairs) await race(site, scene, pair, findings)
  findings.pairs = pairs.length
  return findings
}

function every(nth: number, pairs: Pair[] = []): Pair[] {
  return pairs.filter((_, index) => index % nth === 0)
}

function pairsOf(site: RacedSite, scene: Scene): Pair[] {
  const forms = Object.entries(posts).flatMap(([route, list]) => list.filter((post) => post.in.includes(scene.state)).map((post) => ({ route, post })))
  return forms.flatMap<Pair>(({ route, post }) => {
    const form = `${scene.state}: ${route} (${post.name})`
    const twice: Pair = {
      name: `${form}, twice`,
      isTwice: true,
      one: sending(site, scene, post, 0),
      other: sending(site, scene, post, 1),
      alone: [statusAlone(scene, post), statusAlone(scene, post)],
    }
    const taking = acts.filter((act) => act.in.includes(scene.state) && meets(post, act))
    return [
      twice,
      ...taking.map(
        (act): Pair => ({
          name: `${form} and ${act.name}`,
          one: sending(site, scene, post, 0),
          other: sending(site, scene, act, 1),
          alone: [statusAlone(scene, post), statusAlone(scene, act)],
        }),
      ),
    ]
  })
}

/** What hashes a password takes longer than all the rest, so it meets what concerns the account. */
function meets(post: Post, act: Act): boolean {
  if (post.isSlow) return act.onAccount === true
  const isSlow = 'post' in act && act.post.isSlow === true
  return !isSlow || post.isOnAccount === true
}

/** The status of the answer to a form, or act, that nobody disturbs. */
function statusAlone({ state }: Scene, what: Post | Act): number {
  if ('job' in what) return 200
  const { alone: expected = 303 } = 'post' in what ? what.post : what
  return typeof expected === 'number' ? expected : expected(state)
}

/** Whatever two do at once has to end as if one had come after the other, before whichever of its transactions the first is overtaken. */
async function race(site: RacedSite, scene: Scene, { name, isTwice, one, other, alone }: Pair, findings: Findings): Promise<void> {
  const ends: string[] = []
  const overtakings: { first: Sending; second: Sending; door: number }[] = []
  const orders: [Sending, Sending][] = isTwice
    ? [[one, other]]
    : [
        [one, other],
        [other, one],
      ]
  for (const [place, [first, second]] of orders.entries()) {
    const { statuses, end } = await tryOut(site, scene, name, findings, async () => {
      const { statuses, doors } = await inTurn(first, second)
      for (let door = 1; door <= doors; door++) overtakings.push({ first, second, door })
      return statuses
    })
    ends.push(end)
    if (statuses[0] !== alone[place]) findings.mistakes.push(`${name}: the ${place === 0 ? 'form' : 'act'} alone is ${statuses[0]}`)
  }
  for (const { first, second, door } of overtakings) {
    const named = `${name}, overtaken at door ${door}`
    const { statuses, end } = await tryOut(site, scene, named, findings, () => overtaking(door, first, second))
    if (!ends.includes(end)) findings.mistakes.push(`${named}: ${statuses} ends as neither order does:\n${differences(end, ends)}`)
  }
}

async function tryOut({ house }: RacedSite, scene: Scene, name: string, findings: Findings, send: () => Promise<number[]>) {
  await scene.restore()
  const before = house.log.length
  const statuses = await send()
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

/** Sends, `rounds` times, four that chance takes out of all forms and acts of a scene, at about the same time. A round can be repeated by its seed. */
export async function scramble(site: RacedSite, scene: Scene, firstSeed: number, rounds: number): Promise<Findings> {
  const findings = noFindings()
  const all = pairsOf(site, scene)
  findings.pairs = all.length
  for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
    const below = seeded(seed)
    const chosen = Array.from({ length: 4 }, () => all[below(all.length)] as Pair)
    const name = `${scene.state}, seed ${seed}: ${chosen.map((pair) => pair.name).join('; ')}`
    const late = chosen.map(({ one, other }) => afterTurns(below(6), below(2) === 0 ? one : other))
    await tryOut(site, scene, name, findings, () => Promise.all(late.map((send) => send())))
  }
  return findings
}

/** Sends some turns of the event loop later. */
function afterTurns(turns: number, send: Sending): Sending {
  return async () => {
    for (let turn = 0; turn < turns; turn++) await nextTurn()
    return send()
  }
}

/** In one line: routes × acts, answers by status, and how many of them are faults. */
export function inShort({ pairs, trials, statuses }: Findings): string {
  const counts = [...statuses].toSorted(([one], [another]) => one - another)
  const faults = counts.filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
  return `${pairs} pairs, ${trials} trials; answers ${counts.map(([status, count]) => `${status}: ${count}`).join(', ')}; ≥ 500: ${faults}`
}
