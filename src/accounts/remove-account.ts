import { MagicToken } from '../auth/magic-token.ts'
import { endSessionsOf } from '../auth/sign-in.ts'
import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { deleteExchange } from '../exchanges/delete-exchange.ts'
import { holdExchanges } from '../exchanges/hold-exchange.ts'
import { Organiser } from '../exchanges/organiser.ts'
import { OrganiserInvitation } from '../exchanges/organiser-invitation.ts'
import { queueEmail } from '../mail/outbox.ts'
import { OutgoingEmail } from '../mail/outgoing-email.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { Account } from './account.ts'
import { holdAccount } from './hold-account.ts'

/** The exchanges that an account organises alone, and how many it shares. */
export async function readHoldings(em: EntityManager, accountId: string): Promise<{ alone: string[]; shared: number }> {
  const found = await findHoldings(em, { accountId })
  return { alone: found.filter(({ others }) => others === 0).map(({ id }) => id), shared: found.filter(({ others }) => others > 0).length }
}

const findHoldings = query((db, given: { accountId: string }) =>
  db
    .selectFrom('Organiser as o')
    .select('o.exchange as id')
    .select((eb) =>
      eb
        .selectFrom('Organiser as other')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('other.exchange', '=', 'o.exchange')
        .where('other.account', '<>', given.accountId)
        .$asScalar()
        .as('others'),
    )
    .where('o.account', '=', given.accountId),
)

/** What becomes of the exchanges that an account organises alone: they go to another one, or are deleted; undefined where nobody said. */
export type End = { heir: string } | 'deletion' | undefined

/** The outcome of removing an account; `nobody said`: what is to become of the exchanges that it organises alone, and then nothing is done. */
export type Removal = 'done' | 'was not there' | 'nobody said'

/** Removes an account that is not the owner's: its sessions and links end at once, and an e-mail says so. */
export async function removeAccount(em: EntityManager, services: Services, accountId: string, end: End): Promise<Removal> {
  if (end === 'deletion') for (const id of (await readHoldings(em, accountId)).alone) await deleteExchange(em, services, id)
  const outcome = await em.transactional((transaction) => remove(transaction, services, accountId, end))
  // Another exchange came to it since the others were deleted.
  if (outcome === 'nobody said' && end === 'deletion') return removeAccount(em, services, accountId, end)
  if (outcome === 'done') await leaveNoTrace(em)
  return outcome
}

async function remove(em: EntityManager, services: Services, accountId: string, end: End): Promise<Removal> {
  if ((await em.count(Account, { id: accountId, owner: null })) === 0) return 'was not there'
  const account = await holdAccount(em, accountId)
  const { email, language } = account
  const { alone } = await readHoldings(em, accountId)
  if (alone.length > 0 && typeof end !== 'object') return 'nobody said'
  await holdExchanges(em, alone)
  if (typeof end === 'object') for (const exchange of alone) em.create(Organiser, { id: services.world.newId(), exchange, account: end.heir })
  await em.flush()
  await endSessionsOf(em, { account: accountId })
  await em.nativeDelete(Organiser, { account: accountId })
  await em.nativeDelete(MagicToken, { account: accountId })
  await em.nativeDelete(OrganiserInvitation, { inviter: accountId })
  await em.nativeDelete(OutgoingEmail, { account: accountId })
  // Whoever took part for it does so alone from now on.
  await em.nativeUpdate(Participant, { account: accountId }, { account: null })
  const letter = { kind: 'account removed', reader: { id: accountId, email }, parameters: { language: language ?? null }, exchangeId: null } as const
  await queueEmail(em, services, { ...letter, cause: `account removed:${accountId}` })
  em.remove(account)
  return 'done'
}
