import { claimedIn, isParticipantToken } from '../auth/participant-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import { NotFound } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { whyNobodyLeaves } from '../exchanges/permissions.ts'
import { blockAddress, isBlocked, unblockAddress } from '../mail/blocked-address.ts'
import { dropEmailsTo } from '../mail/outbox.ts'
import type { Services } from '../services.ts'
import type { Vault } from '../vault.ts'
import { askOrganiser } from './ask-to-leave.ts'
import { Participant } from './participant.ts'
import { takeOut } from './withdraw.ts'

/** Whom a link is for, by the address that it was made for. */
type Reader = { id: string; email: string }

/** How it stands with somebody who may decline. */
export type Decliner = {
  id: string
  email: string
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
  const found = await row<{ email: string; name: string; slug: string; state: ExchangeState; wasAdded: number; hasLeft: number; wantsOut: number }>(
    em,
    `select p.email, e.name, e.slug, e.state, p.added_by_organiser as "wasAdded", p.withdrawn_at is not null as "hasLeft", p.wants_out_at is not null as "wantsOut"
       from participant p join exchange e on e.id = p.exchange_id where p.id = ?`,
    [id],
  )
  if (!found || !isParticipantToken(vault, token, id, 'decline', found.email)) return undefined
  const { email, name, slug, state } = found
  return {
    id,
    email,
    exchangeName: name,
    slug,
    state,
    canLeave: whyNobodyLeaves({ name, state }, found.wasAdded === 1) === undefined,
    hasLeft: found.hasLeft === 1,
    wantsOut: found.wantsOut === 1,
    isBlocked: await isBlocked(em, vault, email),
  }
}

/**
 * Takes somebody out who would rather not take part; once only the organiser can do that, the organiser is told, once. With
 * `never` the address is left alone from now on, by every exchange, and not even this is confirmed. Throws NotFound.
 */
export function decline(em: EntityManager, services: Services, reader: Reader, { never }: { never: boolean }): Promise<void> {
  return em.transactional(async (transaction) => {
    const { exchange, person } = await hold(transaction, reader)
    if (never) {
      await blockAddress(transaction, services, person.email)
      await dropEverywhere(transaction, services, person.email)
    }
    if (person.withdrawnAt !== null) return
    if (whyNobodyLeaves(exchange, person.addedByOrganiser) === undefined) {
      await takeOut(transaction, services, person, true)
      await notifyOrganiser(transaction, services, exchange.id, 'declined', person)
    } else if (exchange.isUnderWay()) await askOrganiser(transaction, services, person)
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
  const found = await row<{ exchangeId: string }>(em, 'select exchange_id as "exchangeId" from participant where id = ?', [id])
  const exchange = found && (await holdExchange(em, found.exchangeId))
  const person = exchange && (await em.findOne(Participant, { id, exchange, email }))
  if (!exchange || !person) throw new NotFound('There is no such link.')
  return { exchange, person }
}
