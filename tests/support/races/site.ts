import type { createApp } from '../../../src/app.tsx'
import type { House } from '../house.ts'
import type { Act } from './acts.ts'
import { stopAt } from './barrier.ts'
import type { Post } from './posts.ts'
import type { Scene } from './stage.ts'

/** A house and every app that serves it: one, or several instances. */
export type RacedSite = { house: House; apps: ReturnType<typeof createApp>[] }

/** A request that is about to be sent; gives the status of its answer, or 200 for what the clock did. */
export type Sending = () => Promise<number>

/** A connection, as far as the app looks at it. */
const connection = { incoming: { socket: { remoteAddress: '127.0.0.1' } }, outgoing: { setHeader: () => undefined, setHeaders: () => undefined } }

/** Sends a form straight to an app, as the browser does that has these cookies. */
export async function post(app: RacedSite['apps'][number], cookie: string, path: string, fields: Record<string, string | string[]> = {}): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value]))
  const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }
  return app.request(path, { method: 'POST', body: new URLSearchParams(pairs), headers }, connection)
}

/** What sends a form to one of the instances, or does what the clock does. */
export function sending({ apps, house }: RacedSite, scene: Scene, what: Post | Act, instance: number): Sending {
  if ('job' in what) return () => house.tick((job) => job === what.job).then(() => 200)
  const { by, path, fields } = 'post' in what ? what.post : what
  const app = apps[instance % apps.length] as RacedSite['apps'][number]
  return async () => (await post(app, scene.cookies[by], path(scene), fields?.(scene))).status
}

/** Sends both, one after the other. Gives the answers, and how many transactions the first took. */
export async function inTurn(first: Sending, second: Sending): Promise<{ statuses: number[]; doors: number }> {
  const { answer, doors } = await stopAt(0, first)
  const status = await answer
  return { doors: doors(), statuses: [status, await second()] }
}

/** Sends the second while the first stands before its transaction number `door`. Throws when the first has no such. */
export async function overtaking<Answer>(door: number, first: () => Promise<Answer>, second: () => Promise<Answer>): Promise<[Answer, Answer]> {
  const { answer, hasStopped, goOn } = await stopAt(door, first)
  if (!hasStopped) throw new Error(`It has no transaction number ${door}.`)
  const other = await second()
  goOn()
  return [await answer, other]
}
