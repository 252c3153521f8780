import { hash } from 'node:crypto'
import { holdNames } from '../database/hold.ts'
import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, queryOne } from '../database/query.ts'
import { TooManyTries } from '../errors.ts'
import type { World } from '../world.ts'
import { RateLimit } from './rate-limit.ts'

/** At most `most` tries in any `minutes`, counted for each subject separately. */
export type Limit = { name: string; most: number; minutes: number }
/** One thing that is counted: the limit, and for whom. */
export type Try = { limit: Limit; subject: string }

/** All rate limits. */
export const limits = {
  signInPerAddress: { name: 'sign-in per address', most: 5, minutes: 15 },
  signInPerClient: { name: 'sign-in per client', most: 5, minutes: 15 },
  /** Either makes us ask the provider. */
  providerStartPerClient: { name: 'start of a sign-in at the identity provider per client', most: 60, minutes: 15 },
  providerPerClient: { name: 'sign-in at the identity provider per client', most: 60, minutes: 15 },
  signInPerKnownBrowser: { name: 'sign-in per known browser', most: 5, minutes: 15 },
  resetPerAddress: { name: 'password reset per address', most: 3, minutes: 60 },
  /** An office, a school or a mobile network has one address for all. */
  registrationPerClient: { name: 'registration per client and exchange', most: 60, minutes: 60 },
  mailToStranger: { name: 'mail to an address that has never signed in', most: 5, minutes: 24 * 60 },
  mailToBlocked: { name: 'mail to an address whose owner wants none', most: 2, minutes: 24 * 60 },
  linkPerAddress: { name: 'link per address and exchange', most: 3, minutes: 60 },
  /** Enough to mistype it; a browser that asks for another link may try anew. */
  codePerBrowser: { name: 'sign-in code per browser', most: 5, minutes: 60 },
  testEmail: { name: 'test e-mail', most: 5, minutes: 15 },
  /** To addresses that may be anybody's: enough for a club, too few for a nuisance. */
  invitation: { name: 'invitation per account', most: 20, minutes: 60 },
  newAddress: { name: 'new address per account', most: 5, minutes: 60 },
  linkPerClient: { name: 'link per client', most: 120, minutes: 60 },
  /** Of names beside rules about gifts that are still to come: enough for whoever forgot somebody, too few to find out who gives to whom. */
  softDraw: { name: 'draw beside soft rules', most: 10, minutes: 24 * 60 },
} satisfies Record<string, Limit>

/**
 * Counts one try towards each of the limits, in the caller's transaction, until whose end nobody else counts towards the same.
 * Returns the identifiers of what was counted. Throws TooManyTries, and counts nothing, when one is used up.
 */
export async function countTries(em: EntityManager, world: World, tries: Try[]): Promise<string[]> {
  const now = world.now()
  await holdNames(
    em,
    tries.map(({ limit, subject }) => keyOf(limit, subject)),
  )
  for (const { limit, subject } of tries) await mustBeLeft(em, limit, keyOf(limit, subject), now)
  const counted = tries.map(({ limit, subject }) => ({ id: world.newId(), key: keyOf(limit, subject), at: now }))
  await insert(em, world, RateLimit, counted)
  return counted.map(({ id }) => id)
}

/** Counts one try, like `countTries`. Returns false, and counts nothing, when the limit is used up. */
export async function tryOnce(em: EntityManager, world: World, limit: Limit, subject: string): Promise<boolean> {
  try {
    await countTries(em, world, [{ limit, subject }])
    return true
  } catch (error) {
    if (error instanceof TooManyTries) return false
    throw error
  }
}

/**
 * Makes an attempt that counts towards the limits unless it succeeds, which is when it gives something other than false or undefined; one that
 * throws has not been made. Until its end it counts as a failure, so that simultaneous ones can't slip past. Returns what it gave. Throws TooManyTries.
 */
export async function countFailure<Result>(em: EntityManager, world: World, tries: Try[], attempt: () => Promise<Result>): Promise<Result> {
  const counted = await em.transactional((transaction) => countTries(transaction, world, tries))
  let hasFailed = false
  try {
    const result = await attempt()
    hasFailed = !result
    return result
  } finally {
    if (!hasFailed) await em.nativeDelete(RateLimit, { id: { $in: counted } })
  }
}

/** Makes an attempt that counts towards the limits, from when it begins, unless it throws. Returns what it gave. Throws TooManyTries. */
export async function countUnlessThrown<Result>(em: EntityManager, world: World, tries: Try[], attempt: () => Promise<Result>): Promise<Result> {
  let result: { value: Result } | undefined
  await countFailure(em, world, tries, async () => {
    result = { value: await attempt() }
  })
  return (result as { value: Result }).value
}

/** How many seconds a limit that is used up still holds; 0 when it does not. */
export async function heldFor(em: EntityManager, world: World, { limit, subject }: Try): Promise<number> {
  try {
    await mustBeLeft(em, limit, keyOf(limit, subject), world.now())
    return 0
  } catch (error) {
    if (error instanceof TooManyTries) return error.retryAfter
    throw error
  }
}

/** Forgets tries, in the caller's transaction, like those of somebody who is erased, whose hashes would still tell that an address once was here. */
export async function forgetTries(em: EntityManager, tries: Try[]): Promise<void> {
  const keys = tries.map(({ limit, subject }) => keyOf(limit, subject))
  if (keys.length > 0) await deleteTries(em, { keys })
}

const deleteTries = change((db, given: { keys: string[] }) => db.deleteFrom('RateLimit').where('key', 'in', given.keys))

/** Forgets tries that no limit looks back to. */
export async function forgetOldTries(em: EntityManager, world: World): Promise<void> {
  const longest = Math.max(...Object.values(limits).map(({ minutes }) => minutes))
  await em.nativeDelete(RateLimit, { at: { $lt: new Date(world.now().getTime() - longest * 60_000) } })
}

/** Reads the sliding window: the tries in it; when they are as many as allowed, the oldest of those says how long to wait. */
async function mustBeLeft(em: EntityManager, { most, minutes }: Limit, key: string, now: Date): Promise<void> {
  const blocking = await findTry(em, { key, since: new Date(now.getTime() - minutes * 60_000), offset: most - 1 })
  if (blocking) throw new TooManyTries(Math.max(1, Math.ceil((blocking.at.getTime() + minutes * 60_000 - now.getTime()) / 1000)))
}

const findTry = queryOne((db, given: { key: string; since: Date; offset: number }) =>
  db.selectFrom('RateLimit').select('at').where('key', '=', given.key).where('at', '>', given.since).orderBy('at', 'desc').limit(1).offset(given.offset),
)

/** A hash, so that the table holds no addresses. */
function keyOf(limit: Limit, subject: string): string {
  return hash('sha256', `${limit.name}\0${subject}`)
}
