import type { createApp } from '../../../src/app.tsx'
import type { House } from '../house.ts'
import type { Act } from './acts.ts'
import { holdTurn, queueUp } from './barrier.ts'
import type { Post } from './posts.ts'
import type { Scene } from './stage.ts'

/** A house and every app that serves it: one, or several instances. */
export type RacedSite = { house: House; apps: ReturnType<typeof createApp>[] }

/** A request that is about to be sent; gives the status of its answer, or 200 for what the clock did. */
export type Sending = () => Promise<number>

/** A connection, as far as the app looks at it. */
const connection = { incoming: { socket: { remoteAddress: '127.0.0.1' } }, outgoing: { setHeader: () => undefined, setHeaders: () => undefined } }

/** Sends a form through the app of one instance, and then opens the page that the answer leads to. Gives the higher of the two statuses. */
export function sending({ apps, house }: RacedSite, scene: Scene, what: Post | Act, instance: number): Sending {
  if ('job' in what) return () => house.tick((job) => job === what.job).then(() => 200)
  const { by, path, fields } = 'post' in what ? what.post : what
  const app = apps[instance % apps.length] as RacedSite['apps'][number]
  const pairs = Object.entries(fields?.(scene) ?? {}).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]))
  const headers = { Cookie: scene.cookies[by], 'Sec-Fetch-Site': 'same-origin' }
  return async () => {
    const { status } = await app.request(`${house.parts.baseUrl}${path(scene)}`, { method: 'POST', body: new URLSearchParams(pairs), headers }, connection)
    return status
  }
}

/** Sends both, one after the other. */
export async function inTurn(first: Sending, second: Sending): Promise<number[]> {
  return [await first(), await second()]
}

/** Sends both while nobody may write: each passes its guards before either changes anything, and they change things in this order. */
export async function together({ house }: RacedSite, first: Sending, second: Sending): Promise<number[]> {
  const letWrite = await holdTurn(house.parts.orm.em.fork())
  const one = await queueUp(first)
  const other = await queueUp(second)
  await letWrite()
  return Promise.all([one.answer, other.answer])
}
