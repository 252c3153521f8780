import { claimedIn, isSignedToken } from '../auth/signed-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { NotFound } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { isUnderWay } from '../exchanges/exchange-states.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { whyMayNotLeave } from '../exchanges/permissions.ts'
import { blockAddress, isBlocked, unblockAddress } from '../mail/blocked-address.ts'
import { dropEmailsTo } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'
import { askOrganiser } from './ask-to-leave.ts'
import { Participant } from './participant.ts'
import { PastParticipant } from './past-participant.ts'
import { takeOut } from './withdraw.ts'

/** Whom a link is for, by the address that it was made for. */
type Reader = { id: string; email: string }

/** How it stands with somebody who may decline. */
export type Decliner = {
  id: string
  email: string
  language?: string | null | undefined
  exchangeName: string
  slug: string
  state: ExchangeState
  /** Whether the person can leave alone; otherwise the organiser can be asked, unless the exchange is over. */
  canLeave: boolean
  hasLeft: boolean
  wantsOut: boolean
  /** Whether the address is to be left alone for good. */
  isBlocked: boolean
}

/** Whom such a link is for; undefined when it was not made here, or the person is gone or has another address by now. */
export async function readDecliner(em: EntityManager, vault: Vault, token: string): Promise<Decliner | undefined> {
  const id = claimedIn(token)
  const found = await findDecliner(em, { id })
  if (!found || !isSignedToken(vault, token, id, 'decline', found.email)) return undefined
  const { wasAdded, ...rest } = found
  const canLeave = whyMayNotLeave({ name: rest.exchangeName, state: rest.state }, wasAdded) === undefined
  return { ...rest, canLeave, isBlocked: await isBlocked(em, vault, found.email) }
}

const findDecliner = queryOne((db, given: { id: string }) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Exchange as e', 'e.id', 'p.exchange')
    .select(['p.id', 'p.email', 'p.language', 'e.name as exchangeName', 'e.slug', 'e.state', 'p.addedByOrganiser as wasAdded'])
    .select((eb) => [eb('p.withdrawnAt', 'is not', null).as('hasLeft'), eb('p.wantsOutAt', 'is not', null).as('wantsOut')])
    .where('p.id', '=', given.id),
)

/**
 * Takes somebody out who would rather not take part; once only the organiser can do that, the organiser is told, once. With
 * `never` the address is left alone from now on, by every exchange, and not even this is confirmed. Throws NotFound.
 */
export function decline(em: EntityManager, services: Services, reader: Reader, { never }: { never: boolean }): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await hold(transaction, reader)
    if (never) {
      await blockAddress(transaction, services, person.email)
      await transaction.nativeDelete(PastParticipant, { email: person.email })
      for (const one of await transaction.find(Participant, { email: person.email })) one.wantInvitation(false)
      await dropEverywhere(transaction, services, person.email)
    }
    if (person.withdrawnAt !== null) return
    if (whyMayNotLeave(exchange, person.addedByOrganiser) === undefined) {
      await takeOut(transaction, services, person, true)
      await notifyOrganiser(transaction, services, exchange.id, 'declined', person)
    } else if (isUnderWay(exchange)) await askOrganiser(transaction, services, person)
  })
}

/** Drops whatever waits for an address, of any exchange; what is queued later is dropped when it would go out. */
async function dropEverywhere(em: EntityManager, { vault }: Services, email: string): Promise<void> {
  for (const { id, exchange } of await em.find(Participant, { email })) await dropEmailsTo(em, vault, { id, exchangeId: exchange.id, email })
}

/** Lets e-mails come again to somebody who wanted none. Throws NotFound. */
export function allowEmails(em: EntityManager, { vault }: Services, reader: Reader): Promise<void> {
  return em.transactional(async (transaction) => unblockAddress(transaction, vault, (await hold(transaction, reader)).person.email))
}

async function hold(em: EntityManager, { id, email }: Reader): Promise<{ exchange: Exchange; person: Participant }> {
  const found = await findExchangeOf(em, { id })
  const exchange = found && (await holdExchange(em, found.exchangeId))
  const person = exchange && (await em.findOne(Participant, { id, exchange, email }))
  if (!exchange || !person) throw new NotFound('There is no such link.')
  return { exchange, person }
}

const findExchangeOf = queryOne((db, given: { id: string }) => db.selectFrom('Participant').select('exchange as exchangeId').where('id', '=', given.id))
