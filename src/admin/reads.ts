import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { browserName } from './browser-name.ts'

/** A browser in which the admin is signed in. Instants are milliseconds. */
export type SignedInBrowser = { id: string; name: string; since: number }

/** The browsers in which an admin is signed in at the instant `now`, newest first. */
export async function readBrowsers(em: EntityManager, adminId: string, now: Date): Promise<SignedInBrowser[]> {
  const sessions = await rows<{ id: string; userAgent: string; since: number }>(
    em,
    'select id, user_agent as "userAgent", created_at as since from session where admin_id = ? and expires_at > ? order by created_at desc',
    [adminId, now],
  )
  return sessions.map(({ id, userAgent, since }) => ({ id, name: browserName(userAgent), since }))
}

/** The admin's address; empty when there is no such admin. */
export async function readAdminEmail(em: EntityManager, adminId: string): Promise<string> {
  return (await row<{ email: string }>(em, 'select email from admin where id = ?', [adminId]))?.email ?? ''
}
