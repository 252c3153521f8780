import { expect, test } from 'vitest'
import { rounds } from '../doors/extent.ts'
import { freshSeed, seeded } from '../support/chance.ts'
import { december } from './december/december.ts'
import { type Observer, observersOfLeaks, observersOfTheDatabase, observersOfTheWires } from './december/observers.ts'
import type { December } from './december/seen.ts'
import { judge, together, type Verdict } from './december/verdict.ts'

const worlds = rounds(1, 20)
const people = rounds(30, 40)
const days = rounds(14, 21)

/** As far above chance as this is one of the observers here by chance in about one of 20,000 runs, in standard deviations. */
const beyondChance = 4.4
/** What one in a thousand gets by chance; of one short December, in which leaks show less, one in fifteen does. */
const win = rounds(1.5, 3.09)

type Watching = (seen: December) => Observer[]
const kinds: Record<'database' | 'wires' | 'leaks', Watching> = { database: observersOfTheDatabase, wires: observersOfTheWires, leaks: observersOfLeaks }

test(`D9: ${worlds} Decembers of ${people} people and ${days} days: whoever watches the database, the log and the outbox pairs no better than chance`, {
  timeout: 3_600_000,
}, async () => {
  const verdicts = { database: new Map<string, Verdict[]>(), wires: new Map<string, Verdict[]>(), leaks: new Map<string, Verdict[]>() }
  let [messages, requests, letters] = [0, 0, 0]
  for (let world = 0; world < worlds; world++) {
    const seed = freshSeed + world
    const seen = await december({ people, days, seed })
    messages += seen.truth.messages.length
    requests += seen.requests.length
    letters += seen.letters.length
    expect(tellers(seen)).toEqual([])
    for (const kind of ['database', 'wires', 'leaks'] as const)
      for (const { name, scores, isFaint } of kinds[kind](seen)) {
        if (isFaint && worlds === 1) continue
        verdicts[kind].set(name, [...(verdicts[kind].get(name) ?? []), judge(seen.names, scores, seen.truth.receivers, seeded(seed))])
      }
  }
  const results = Object.entries(verdicts).flatMap(([kind, of]) => [...of].map(([name, list]) => ({ kind, name, ...together(list) })))
  console.log(`D9 seed ${freshSeed}: ${messages} messages, ${letters} e-mails, ${requests} requests\n${results.map(inWords).join('\n')}`)
  for (const { kind, name, z } of results) {
    if (kind === 'database') expect([name, z]).toEqual([name, expect.toSatisfy((number: number) => number < beyondChance)])
    if (kind === 'leaks') expect([name, z]).toEqual([name, expect.toSatisfy((number: number) => number > win)])
  }
})

type Result = ReturnType<typeof together> & { name: string }

function inWords({ name, rank, least, z, right, people: all, byChance }: Result): string {
  const figures = `rank ${rank.toFixed(3)} (found out from ${least.toFixed(3)} on), z ${z.toFixed(1)}, right ${right.toFixed(1)} of ${all.toFixed(0)} (by chance ${byChance.toFixed(1)})`
  return `  ${name}: ${figures}`
}

/** Lines of the log that name anybody, or a message. */
function tellers({ house, log, names, people: ids }: December): string[] {
  const since = log.findIndex((line) => line.includes('announce messages'))
  const secrets = [...names, ...ids.keys(), ...house.rows<{ id: string }>('select id from message').map(({ id }) => id)]
  return log.slice(since).filter((line) => secrets.some((secret) => line.includes(secret)))
}
