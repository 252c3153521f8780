import type { Kysely } from 'kysely'
import type { EntityManager } from '../database/orm.ts'
import { query, type Tables } from '../database/query.ts'
import { blockedAmong } from '../mail/blocked-address.ts'
import { kindsThat } from '../mail/kinds.ts'
import type { Vault } from '../vault.ts'
import type { Standing } from './status.ts'

/** Someone, and how it stands with them: never whom they drew, only whether they have looked. */
export type StandingPerson = Standing & { id: string; name: string; email: string; joinedAt: Date }

/** The kinds of e-mails with links by which an organiser may know how it stands: others could tell whom a repaired draw affects. */
export const kindsWithLinks: string[] = kindsThat(({ letsIn }) => letsIn === true)

/** Everyone who takes part or has left, in no order. */
export async function readStandings(em: EntityManager, vault: Vault, exchangeId: string): Promise<StandingPerson[]> {
  return withoutUnwanted(em, vault, await findStandings(em, { exchangeId, kindsWithLinks }))
}

/** The `count` people who joined last and take part, the newest first. */
export async function readNewestPeople(em: EntityManager, vault: Vault, exchangeId: string, count: number): Promise<StandingPerson[]> {
  return withoutUnwanted(em, vault, await findNewest(em, { exchangeId, kindsWithLinks, count }))
}

type Wanted = { exchangeId: string; kindsWithLinks: string[] }

const findStandings = query((db, given: Wanted) => standings(db, given))
const findNewest = query((db, given: Wanted & { count: number }) =>
  standings(db, given).where('p.withdrawnAt', 'is', null).orderBy('p.createdAt', 'desc').orderBy('p.name').limit(given.count),
)

/** With how the newest e-mail with a link fared. */
function standings(db: Kysely<Tables>, { exchangeId, kindsWithLinks }: Wanted) {
  return db
    .selectFrom('Participant as p')
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
    .leftJoin('Match as m', 'm.giver', 'p.id')
    .select(['p.id', 'p.name', 'p.email', 'p.createdAt as joinedAt', 'newest.state as mail'])
    .select((eb) => [
      eb('p.confirmedAt', 'is not', null).as('signedIn'),
      eb('p.giftIdeas', '<>', '').as('hasIdeas'),
      eb('m.seenAt', 'is not', null).as('looked'),
      eb('p.withdrawnAt', 'is not', null).as('hasLeft'),
      eb('p.wantsOutAt', 'is not', null).as('wantsOut'),
    ])
    .where('p.exchange', '=', exchangeId)
}

/** Those to whom no e-mail may go out are marked so. */
async function withoutUnwanted(em: EntityManager, vault: Vault, people: StandingPerson[]): Promise<StandingPerson[]> {
  const unwanted = await blockedAmong(
    em,
    vault,
    people.map(({ email }) => email),
  )
  return people.map((person) => (unwanted.has(person.email) ? { ...person, mail: 'unwanted' } : person))
}
