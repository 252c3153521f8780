import type { Account } from '../accounts/account.ts'
import { holdAccountOf } from '../accounts/hold-account.ts'
import { forgetLinksOf } from '../auth/links.ts'
import { newSessionVersion } from '../auth/participant-session.ts'
import { mustBeSignedIn } from '../auth/sign-in.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { mustStillOrganise } from '../exchanges/acting-organiser.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange, holdExchanges } from '../exchanges/hold-exchange.ts'
import { sendOn } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import type { Services } from '../services.ts'
import type { World } from '../world.ts'
import { join } from './join.ts'
import { Participant } from './participant.ts'

/** The outcome: `again` when this account takes part already, `already` when its address does without it. */
export type JoinResult = 'in' | 'again' | 'already'

/** Lets the organiser who is signed in take part under that name. Throws SignedOut, NotFound. */
export function takePart(em: EntityManager, services: Services, exchangeId: string, session: AccountSession, name: string): Promise<Outcome<JoinResult>> {
  return attempt(em, async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    return joinAs(transaction, services, await holdExchange(transaction, exchangeId), account, name)
  })
}

/**
 * Lets an organiser's account take part in the caller's transaction, which holds it and the exchange, at once and with the account's address, which signing in stands for.
 * Whoever had left under that address comes back, without what they had written. Throws RuleBroken.
 */
export async function joinAs(em: EntityManager, services: Pick<Services, 'world'>, exchange: Exchange, account: Account, name: string): Promise<JoinResult> {
  const own = await readOwnParticipant(em, exchange.id, account.id)
  if (own) return own.isBound ? 'again' : 'already'
  exchange.mustLetTakePart(await em.count(Participant, { exchange, withdrawnAt: null }))
  const before = await em.findOne(Participant, { exchange, email: account.email })
  const { id } = await join(em, services, exchange.id, before, { name, email: account.email, giftIdeas: '', reminderEnabled: true, addedByOrganiser: false })
  const person = await em.findOneOrFail(Participant, { id, exchange })
  person.belongTo(account, services.world.now())
  await em.flush()
  return 'in'
}

/** Who takes part for an account, or with its address; `isBound`: whether the account may open their page. */
export type OwnParticipant = NonNullable<Awaited<ReturnType<typeof findOwn>>>

/** Who takes part in an exchange for that account; else with its address, undefined where nobody does. */
export function readOwnParticipant(em: EntityManager, exchangeId: string, accountId: string): Promise<OwnParticipant | undefined> {
  return findOwn(em, { exchangeId, accountId })
}

const findOwn = queryOne((db, given: { exchangeId: string; accountId: string }) =>
  db
    .selectFrom('Account as a')
    .innerJoin('Participant as p', (join) => join.on((eb) => eb.or([eb('p.account', '=', eb.ref('a.id')), eb('p.email', '=', eb.ref('a.email'))])))
    .select(['p.id', 'p.name', 'p.email', 'p.sessionVersion'])
    .select((eb) => eb.and([eb('p.account', 'is not', null), eb('p.account', '=', eb.ref('a.id'))]).as('isBound'))
    .where('a.id', '=', given.accountId)
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .orderBy('isBound', 'desc')
    .limit(1),
)

/**
 * Who takes part for the account that is signed in, whose page it may open; undefined where nobody does. Locks nothing, which PostgreSQL would note at the account: when the binding ends meanwhile, so does every
 * session of the version that was read. Throws SignedOut and ForeignExchange.
 */
export async function openOwnPage(em: EntityManager, session: AccountSession, exchangeId: string): Promise<OwnParticipant | undefined> {
  await mustBeSignedIn(em, session.id)
  await mustStillOrganise(em, exchangeId)
  const own = await readOwnParticipant(em, exchangeId, session.accountId)
  return own?.isBound ? own : undefined
}

/**
 * Somebody who opened an e-mailed link owns the mailbox, whoever's account they were bound to: from then on only such links open their
 * page. Where that account (`accountId`) is signed in in the same browser, it is the organiser, and nothing changes.
 */
export function leaveToMailbox(world: World, person: Participant, accountId?: string): void {
  if (person.account && person.account.id !== accountId) person.standAlone(newSessionVersion(world))
}

/** Lets whoever takes part for an account have its new address, too, in the caller's transaction, which holds the account. Where somebody else has that one there, the mailbox of the old one decides from now on. */
export async function followAddress(em: EntityManager, services: Pick<Services, 'world' | 'vault'>, accountId: string, email: string): Promise<void> {
  const exchanges = (await em.find(Participant, { account: accountId })).map(({ exchange }) => exchange.id)
  await holdExchanges(em, exchanges)
  for (const person of await em.find(Participant, { account: accountId })) {
    if ((await em.count(Participant, { exchange: person.exchange, email })) > 0) leaveToMailbox(services.world, person)
    else {
      const before = { id: person.id, exchangeId: person.exchange.id, email: person.email }
      person.followAccount(email, newSessionVersion(services.world))
      await em.flush()
      await forgetLinksOf(em, person.id)
      await sendOn(em, services, before, email)
    }
  }
}
