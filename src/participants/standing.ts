import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne, type Tables } from '../database/query.ts'
import { type Giver, readPlanOf, readPlansOf } from '../draw/plans.ts'
import { blockedAmong } from '../mail/blocked-address.ts'
import { kindsThat } from '../mail/kinds.ts'
import type { Vault } from '../vault.ts'
import { hasAnswered } from '../wishes/answered.ts'
import { emptyPlan, hasEverLooked, type Plans } from '../wishes/plan.ts'
import { hasWished } from '../wishes/wished.ts'
import type { Progress } from './nudges.ts'
import type { Standing } from './status.ts'

/** Someone, and how it stands with them: never whom they drew, only whether they have looked. */
export type StandingPerson = Standing & { id: string; name: string; email: string; joinedAt: Date }

/** The kinds of e-mails with links by which an organiser may know how it stands: others could tell whom a repaired draw affects. */
export const kindsWithLinks: string[] = kindsThat(({ letsIn }) => letsIn === true)

/** Everyone who takes part or has left, in no order. */
export async function readStandings(em: EntityManager, vault: Vault, exchangeId: string): Promise<StandingPerson[]> {
  return complete(em, vault, await findStandings(em, { exchangeId, kindsWithLinks }), await readPlansOf(em, vault, exchangeId))
}

/** The `count` people who joined last and take part, the newest first; `plans` are those of the exchange, which say who has looked. */
export async function readNewestPeople(em: EntityManager, vault: Vault, exchangeId: string, count: number, plans: Plans): Promise<StandingPerson[]> {
  return complete(em, vault, await findNewest(em, { exchangeId, kindsWithLinks, count }), plans)
}

type Wanted = { exchangeId: string; kindsWithLinks: string[] }

const findStandings = query((db, given: Wanted) => standings(db, given))
const findNewest = query((db, given: Wanted & { count: number }) =>
  standings(db, given).where('p.withdrawnAt', 'is', null).orderBy('p.createdAt', 'desc').orderBy('p.name').limit(given.count),
)

/** With how the newest e-mail with a link fared. */
function standings(db: Kysely<Tables>, { exchangeId, kindsWithLinks }: Wanted) {
  return progress(db)
    .leftJoin(
      db
        .selectFrom('OutgoingEmail as mail')
        .select(['mail.participant', 'mail.state'])
        .select((eb) =>
          eb.fn
            .agg<number>('row_number')
            .over((over) => over.partitionBy('mail.participant').orderBy('mail.createdAt', 'desc').orderBy('mail.attempts'))
            .as('place'),
        )
        .where('mail.exchange', '=', exchangeId)
        .where('mail.kind', 'in', kindsWithLinks)
        .as('newest'),
      (join) => join.onRef('newest.participant', '=', 'p.id').on('newest.place', '=', 1),
    )
    .select(['p.id', 'p.name', 'p.email', 'p.createdAt as joinedAt', 'newest.state as mail'])
    .select((eb) => eb('p.wantsOutAt', 'is not', null).as('wantsOut'))
    .where('p.exchange', '=', exchangeId)
}

/** How far somebody is; undefined where nobody is any more. */
export async function readProgress(em: EntityManager, vault: Vault, giver: Giver): Promise<Progress | undefined> {
  const progress = await findProgress(em, { participantId: giver.id })
  return progress && { ...progress, looked: hasEverLooked(await readPlanOf(em, vault, giver)) }
}

const findProgress = queryOne((db, given: { participantId: string }) => progress(db).where('p.id', '=', given.participantId))

/** What people have done so far, as every page and e-mail tells it. */
function progress(db: Kysely<Tables>) {
  return db
    .selectFrom('Participant as p')
    .select((eb) => [
      eb('p.confirmedAt', 'is not', null).as('signedIn'),
      hasWished().as('hasIdeas'),
      hasAnswered().as('hasAnswered'),
      eb('p.withdrawnAt', 'is not', null).as('hasLeft'),
    ])
}

/** With who has ever looked; and those to whom no e-mail may go out are marked so. */
async function complete(em: EntityManager, vault: Vault, people: Omit<StandingPerson, 'looked'>[], plans: Plans): Promise<StandingPerson[]> {
  const unwanted = await blockedAmong(
    em,
    vault,
    people.map(({ email }) => email),
  )
  return people.map((person) => ({
    ...person,
    looked: hasEverLooked(plans[person.id] ?? emptyPlan),
    ...(unwanted.has(person.email) && { mail: 'unwanted' as const }),
  }))
}
