import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { blockedAmong } from '../mail/blocked-address.ts'
import { kindsThat } from '../mail/kinds.ts'
import type { Vault } from '../vault.ts'
import type { Standing } from './status.ts'

/** Someone, and how it stands with them: never whom they drew, only whether they have looked. `joinedAt` is in milliseconds. */
export type StandingPerson = Standing & { id: string; name: string; email: string; joinedAt: number }

/** The kinds of e-mails with links by which an organiser may know how it stands: others could tell whom a repaired draw affects. */
export const kindsWithLinks = kindsThat(({ letsIn }) => letsIn === true)

/** Everyone who takes part or has left, in no order. */
export function readStandings(em: EntityManager, vault: Vault, exchangeId: string): Promise<StandingPerson[]> {
  return read(em, vault, exchangeId)
}

/** The `count` people who joined last and take part, the newest first. */
export function readNewestPeople(em: EntityManager, vault: Vault, exchangeId: string, count: number): Promise<StandingPerson[]> {
  return read(em, vault, exchangeId, 'and p.withdrawn_at is null order by p.created_at desc, p.name limit ?', [count])
}

/** With how the newest e-mail with a link fared, or that none may go out. */
async function read(em: EntityManager, vault: Vault, exchangeId: string, which = '', values: number[] = []): Promise<StandingPerson[]> {
  const people = await rows<StandingPerson>(
    em,
    `with newest as (
       select participant_id, state, row_number() over (partition by participant_id order by created_at desc, attempts) as place
         from outgoing_email where exchange_id = ? and kind in (${kindsWithLinks.map(() => '?').join()})
     )
     select p.id, p.name, p.email, p.created_at as "joinedAt", o.state as mail, p.confirmed_at is not null as "signedIn", p.gift_ideas <> '' as "hasIdeas",
            m.seen_at is not null as looked, p.withdrawn_at is not null as "hasLeft", p.wants_out_at is not null as "wantsOut"
       from participant p left join newest o on o.participant_id = p.id and o.place = 1 left join "match" m on m.giver_id = p.id
      where p.exchange_id = ? ${which}`,
    [exchangeId, ...kindsWithLinks, exchangeId, ...values],
  )
  const unwanted = await blockedAmong(
    em,
    vault,
    people.map(({ email }) => email),
  )
  return people.map((person) => (unwanted.has(person.email) ? { ...person, mail: 'unwanted' } : person))
}
