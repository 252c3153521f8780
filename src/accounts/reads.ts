import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'

/** A session of the organiser, for the list: what its browser calls itself, and since when. */
export type SignedInBrowser = Awaited<ReturnType<typeof findSessions>>[number]

/** The browsers in which an organiser is signed in at `now`, newest first. */
export function readBrowsers(em: EntityManager, accountId: string, now: Date): Promise<SignedInBrowser[]> {
  return findSessions(em, { accountId, now })
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

/** By what an organiser can prove to be it: a password of its own, an account at the identity provider. */
export async function readOwnProofs(em: EntityManager, accountId: string): Promise<{ hasPassword: boolean; isLinked: boolean }> {
  const account = await findOwnProofs(em, { accountId })
  return { hasPassword: Boolean(account?.hasPassword), isLinked: Boolean(account?.isLinked) }
}

const findOwnProofs = queryOne((db, given: { accountId: string }) =>
  db
    .selectFrom('Account')
    .select((eb) => [eb('passwordHash', 'is not', null).as('hasPassword'), eb('oidcSubject', 'is not', null).as('isLinked')])
    .where('id', '=', given.accountId),
)

/** A new address that waits to be confirmed, and until when it can be. */
export type WaitingAddress = NonNullable<Awaited<ReturnType<typeof findWaiting>>>

/** The address that is to take the place of an account's; undefined where none waits at `now`. */
export function readWaitingAddress(em: EntityManager, accountId: string, now: Date): Promise<WaitingAddress | undefined> {
  return findWaiting(em, { accountId, now })
}

const findWaiting = queryOne((db, given: { accountId: string; now: Date }) =>
  db
    .selectFrom('Account')
    .select(['newEmail as email', 'newEmailUntil as until'])
    .$narrowType<{ email: string; until: Date }>()
    .where('id', '=', given.accountId)
    .where('newEmailUntil', '>', given.now),
)
