import Bowser from 'bowser'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'

/** A browser in which the admin is signed in. Instants are milliseconds. */
export type SignedInBrowser = { id: string; name: string; since: number }

export async function readBrowsers(em: EntityManager, adminId: string, now: Date): Promise<SignedInBrowser[]> {
  const sessions = await rows<{ id: string; userAgent: string; since: number }>(
    em,
    'select id, user_agent as "userAgent", created_at as since from session where admin_id = ? and expires_at > ? order by created_at desc',
    [adminId, now],
  )
  return sessions.map(({ id, userAgent, since }) => ({ id, name: nameOf(userAgent), since }))
}

function nameOf(userAgent: string): string {
  const { browser, os } = Bowser.parse(userAgent || 'unknown')
  return browser.name ? `${browser.name}${os.name ? ` on ${os.name}` : ''}` : 'A browser'
}

export async function readAdminEmail(em: EntityManager, adminId: string): Promise<string> {
  return (await row<{ email: string }>(em, 'select email from admin where id = ?', [adminId]))?.email ?? ''
}
