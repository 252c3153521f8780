import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, type Tables } from '../database/query.ts'
import { kindsThat } from '../mail/kinds.ts'
import { openParameters, StaysShut } from '../mail/sealed.ts'
import { isSeenBy } from '../mail/seen-by.ts'
import type { Vault } from '../vault.ts'

/** One e-mail as the organiser sees it: never what it says, but the subject of a message of their own. */
export type ListedEmail = Omit<Awaited<ReturnType<typeof findEmails>>[number], 'sealed'> & { subject: string | undefined }

const mostListed = 200
const written = kindsThat(({ isWritten }) => isWritten === true)

/** The newest e-mails that an account may see, those in trouble first. */
export async function readEmails(em: EntityManager, vault: Vault, accountId: string): Promise<ListedEmail[]> {
  const found = await findEmails(em, { accountId, most: mostListed, written })
  return found.map(({ sealed, ...email }) => ({ ...email, subject: sealed === null ? undefined : subjectIn(vault, email.id, sealed) }))
}

const findEmails = query((db, given: { accountId: string; most: number; written: string[] }) =>
  told(db, given.accountId)
    .leftJoin('Exchange as e', 'e.id', 'o.exchange')
    .select(['o.id', 'o.kind', 'o.recipient', 'o.isSecret', 'o.attempts', 'o.lastError', 'o.createdAt', 'o.dueAt', 'e.name as exchangeName', 'e.timezone'])
    .select((eb) => [
      // A sent e-mail that has a reason went no further than into the log of a trial.
      eb
        .case()
        .when(eb.and([eb('o.state', '=', 'sent'), eb('o.lastError', 'is not', null)]))
        .then(eb.val<'logged'>('logged'))
        .else(eb.ref('o.state'))
        .end()
        .as('state'),
      eb.case().when('o.kind', 'in', given.written).then(eb.ref('o.sealedParameters')).end().as('sealed'),
      eb
        .and([
          eb.or([eb('o.state', '=', 'given_up'), eb.and([eb('o.state', '=', 'queued'), eb('o.attempts', '>', 0)])]),
          eb(eb.fn.coalesce('o.sealedParameters', 'o.sealedContent'), 'is not', null),
        ])
        .as('canRetry'),
    ])
    .orderBy((eb) => eb.case('o.state').when('given_up').then(0).when('queued').then(1).else(2).end())
    .orderBy('o.createdAt', 'desc')
    .limit(given.most),
)

/** The e-mails that an account may see. */
function told(db: Kysely<Tables>, accountId: string) {
  return knownOf(db).where((eb) => isSeenBy(eb, accountId))
}

/** E-mails whose recipients are secret count only once they have failed for good: how many there are would tell whether a repair changed anything. */
function knownOf(db: Kysely<Tables>) {
  return db.selectFrom('OutgoingEmail as o').where((eb) => eb.or([eb('o.isSecret', '=', false), eb('o.state', '=', 'given_up')]))
}

/** What the organiser wrote above a message; undefined where it stays shut. */
function subjectIn(vault: Vault, id: string, sealed: string): string | undefined {
  try {
    return openParameters(vault, id, sealed).subject as string
  } catch (error) {
    if (error instanceof StaysShut) return undefined
    throw error
  }
}

/** How many e-mails there are in each state. */
export type Counts = Record<ListedEmail['state'], number>

/** How many e-mails that an account may see there are in each state. */
export async function countEmails(em: EntityManager, accountId: string): Promise<Counts> {
  return countsIn(await countByState(em, { accountId }))
}

/** How many e-mails of exchanges that the owner does not organise there are in each state: no more than that is for the owner's eyes. All 0 for everybody else. */
export async function countEmailsOfOthers(em: EntityManager, accountId: string): Promise<Counts> {
  return countsIn(await countOthersByState(em, { accountId }))
}

type OfState = { state: Exclude<ListedEmail['state'], 'logged'>; hasReason: boolean; count: number }

function countsIn(found: OfState[]): Counts {
  const counts = { queued: 0, sent: 0, logged: 0, given_up: 0, expired: 0 }
  for (const { state, hasReason, count } of found) counts[state === 'sent' && hasReason ? 'logged' : state] += count
  return counts
}

const countByState = query((db, given: { accountId: string }) => byState(told(db, given.accountId)))

const countOthersByState = query((db, given: { accountId: string }) =>
  byState(
    knownOf(db).where((eb) =>
      eb.and([
        eb('o.exchange', 'is not', null),
        eb.not(isSeenBy(eb, given.accountId)),
        eb.exists(eb.selectFrom('Account as owner').select('owner.id').where('owner.id', '=', given.accountId).where('owner.owner', '=', 1)),
      ]),
    ),
  ),
)

function byState(emails: ReturnType<typeof knownOf>) {
  return emails
    .select((eb) => ['o.state', eb('o.lastError', 'is not', null).as('hasReason'), eb.fn.countAll<number>().as('count')])
    .groupBy((eb) => ['o.state', eb('o.lastError', 'is not', null)])
}
