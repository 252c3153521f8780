import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { browserName } from './browser-name.ts'

/** A session of the organiser, for the list: its browser, and since when. */
export type SignedInBrowser = { id: string; name: string; since: Date }

/** The browsers in which an organiser is signed in at `now`, newest first. */
export async function readBrowsers(em: EntityManager, accountId: string, now: Date): Promise<SignedInBrowser[]> {
  const sessions = await findSessions(em, { accountId, now })
  return sessions.map(({ id, userAgent, since }) => ({ id, name: browserName(userAgent), since }))
}

const findSessions = query((db, given: { accountId: string; now: Date }) =>
  db
    .selectFrom('Session')
    .select(['id', 'userAgent', 'createdAt as since'])
    .where('account', '=', given.accountId)
    .where('expiresAt', '>', given.now)
    .orderBy('createdAt', 'desc'),
)

/** The organiser's address; empty when there is no such account. */
export async function readAddress(em: EntityManager, accountId: string): Promise<string> {
  return (await findAddress(em, { accountId }))?.email ?? ''
}

const findAddress = queryOne((db, given: { accountId: string }) => db.selectFrom('Account').select('email').where('id', '=', given.accountId))
