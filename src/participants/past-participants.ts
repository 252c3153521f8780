import type { Kysely } from 'kysely'
import { claimedIn, isSignedToken, signedToken } from '../auth/signed-token.ts'
import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne, type Tables } from '../database/query.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { lockExchange } from '../exchanges/hold-exchange.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import type { Vault } from '../vault.ts'
import { Participant } from './participant.ts'
import { PastParticipant } from './past-participant.ts'

/** Keeps those of an exchange that is about to be erased who want to be invited again, in the caller's transaction. Returns whether there are any. */
export async function rememberPeople(em: EntityManager, exchangeId: string): Promise<boolean> {
  const people = await em.find(Participant, { exchange: exchangeId, inviteAgain: true, withdrawnAt: null })
  for (const { id, name, email, language, household } of people)
    em.create(PastParticipant, { id, exchange: exchangeId, name, email, language, household: household?.id ?? null })
  return people.length > 0
}

/** Somebody of an earlier exchange, erased or not, who wants to be invited to the next one; by the identifier of then. */
export type Returner = Awaited<ReturnType<typeof findReturners>>[number]

/** An exchange, and the one that was made from it. */
type Pair = { earlierId: string; nextId: string }

/** Those of an earlier exchange who want to be invited again and are not in the next one. */
export function readReturners(em: EntityManager, pair: Pair): Promise<Returner[]> {
  return findReturners(em, pair)
}

/** One of them, by the identifier that the person had in the earlier exchange. */
export function readReturner(em: EntityManager, pair: Pair, id: string): Promise<Returner | undefined> {
  return findReturner(em, { ...pair, id })
}

const findReturners = query((db, given: Pair) => livingReturners(db, given).unionAll(pastReturners(db, given)))

const findReturner = queryOne((db, given: Pair & { id: string }) =>
  livingReturners(db, given)
    .where('id', '=', given.id)
    .unionAll(pastReturners(db, given).where('id', '=', given.id)),
)

function livingReturners(db: Kysely<Tables>, { earlierId, nextId }: Pair) {
  return db
    .selectFrom('Participant')
    .select(['id', 'name', 'email', 'language'])
    .where('exchange', '=', earlierId)
    .where('inviteAgain', '=', true)
    .where('withdrawnAt', 'is', null)
    .where('email', 'not in', addressesIn(db, nextId))
}

function pastReturners(db: Kysely<Tables>, { earlierId, nextId }: Pair) {
  return db
    .selectFrom('PastParticipant')
    .select(['id', 'name', 'email', 'language'])
    .where('exchange', '=', earlierId)
    .where('email', 'not in', addressesIn(db, nextId))
}

function addressesIn(db: Kysely<Tables>, exchangeId: string) {
  return db.selectFrom('Participant').select('email').where('exchange', '=', exchangeId).where('withdrawnAt', 'is', null)
}

type Next = Pick<Exchange, 'id' | 'againOf'>

/** The secret of somebody's link into the next exchange: it works for that one alone, and for as long as the person wants to be invited. */
export function returnToken(vault: Vault, nextId: string, { id, email }: Pick<Returner, 'id' | 'email'>): string {
  return signedToken(vault, id, 'invited again', `${nextId} ${email}`)
}

/** Whom such a link is for; undefined when it was not made here, or the person is in already or wants no invitation any more. */
export async function findByReturnToken(em: EntityManager, vault: Vault, { id: nextId, againOf }: Next, token: string): Promise<Returner | undefined> {
  const id = claimedIn(token)
  const returner = await readReturner(em, { earlierId: againOf ?? '', nextId }, id)
  return returner && isReturnToken(vault, token, nextId, returner.email) ? returner : undefined
}

/** Whether a link was made here for that address, into that exchange. */
export function isReturnToken(vault: Vault, token: string, nextId: string, email: string): boolean {
  return isSignedToken(vault, token, claimedIn(token), 'invited again', `${nextId} ${email}`)
}

/**
 * Forgets somebody who does not want to be invited to the next exchange, with what its organisers remember of the same address from others, and
 * the e-mail that asked. Returns false when the person has joined meanwhile, and then nothing is forgotten.
 */
export async function forgetReturner(em: EntityManager, { id, email }: Returner, next: Next): Promise<boolean> {
  const isForgotten = await em.transactional(async (transaction) => {
    await lockExchange(transaction, 'id', next.id)
    if (!(await readReturner(transaction, { earlierId: next.againOf ?? '', nextId: next.id }, id))) return false
    for (const past of await findRemembered(transaction, { email, nextId: next.id })) await transaction.nativeDelete(PastParticipant, { id: past.id })
    for (const person of await transaction.find(Participant, { id })) person.wantInvitation(false)
    await forgetInvitations(transaction, email)
    return true
  })
  await leaveNoTrace(em)
  return isForgotten
}

/** Those of an address whom the organisers of an exchange remember. */
const findRemembered = query((db, given: { email: string; nextId: string }) =>
  db
    .selectFrom('PastParticipant as p')
    .innerJoin('PastOrganiser as then', 'then.exchange', 'p.exchange')
    .innerJoin('Organiser as now', 'now.account', 'then.account')
    .select('p.id')
    .where('p.email', '=', given.email)
    .where('now.exchange', '=', given.nextId),
)

/** Forgets, in the caller's transaction, the e-mails that invited an address again. */
export async function forgetInvitations(em: EntityManager, email: string): Promise<void> {
  await em.nativeDelete(OutgoingEmail, { kind: 'invited again', recipient: email })
}
