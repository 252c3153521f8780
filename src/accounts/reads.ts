import type { Parser } from 'bowser'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'

/** A browser in which the organiser is signed in. Instants are milliseconds. */
export type SignedInBrowser = { id: string; name: string; since: number }

/** The browsers in which an admin is signed in at the instant `now`, newest first. */
export async function readBrowsers(em: EntityManager, accountId: string, now: Date): Promise<SignedInBrowser[]> {
  const sessions = await rows<{ id: string; userAgent: string; since: number }>(
    em,
    'select id, user_agent as "userAgent", created_at as since from session where admin_id = ? and expires_at > ? order by created_at desc',
    [accountId, now],
  )
  // Only this page needs it.
  const { default: Bowser } = await import('bowser')
  return sessions.map(({ id, userAgent, since }) => ({ id, name: nameOf(Bowser.parse(userAgent || 'unknown')), since }))
}

function nameOf({ browser, os }: Parser.ParsedResult): string {
  return browser.name ? `${browser.name}${os.name ? ` on ${os.name}` : ''}` : 'A browser'
}

/** The organiser's address; empty when there is no such admin. */
export async function readAdminEmail(em: EntityManager, accountId: string): Promise<string> {
  return (await row<{ email: string }>(em, 'select email from admin where id = ?', [accountId]))?.email ?? ''
}
