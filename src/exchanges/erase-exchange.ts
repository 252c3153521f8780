import { forgetTries, limits, type Try } from '../auth/limits.ts'
import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { write } from '../database/write.ts'
import type { Exchange } from './exchange.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'

const rulesOfIt = 'select id from exclusion_rule where exchange_id = ? or earlier_exchange_id = ?'
const peopleOfIt = 'select id from participant where exchange_id = ?'

/**
 * Every row of an exchange and its people, in an order in which nothing is left that refers to what goes: foreign keys
 * are RESTRICT, so a table that is missing here stops the erasing. Each question mark is the exchange's identifier.
 */
const erasures = [
  'delete from notice where exchange_id = ?',
  // A rule of another exchange that looks back to this one has nothing left to look at.
  `delete from exclusion_rule_member where rule_id in (${rulesOfIt})`,
  'delete from exclusion_rule where exchange_id = ? or earlier_exchange_id = ?',
  'delete from draw_repair where exchange_id = ?',
  'delete from "match" where exchange_id = ?',
  'delete from magic_token where exchange_id = ?',
  `delete from session where participant_id in (${peopleOfIt})`,
  'delete from outgoing_email where exchange_id = ?',
  'delete from notification_preference where exchange_id = ?',
  'delete from participant where exchange_id = ?',
  'delete from household where exchange_id = ?',
  'delete from exchange where id = ?',
]

/**
 * Erases an exchange with everything that belongs to it, in one transaction; the caller sees to the bytes in the database's files.
 * `before` may still read it and queue what is to outlive it, in the same transaction, or give false, and nothing is erased. Returns whether it was.
 */
export function eraseExchange(
  em: EntityManager,
  id: string,
  before?: (em: EntityManager, exchange: Exchange) => Promise<boolean | undefined>,
): Promise<boolean> {
  return em.transactional(async (transaction) => {
    const exchange = await holdExchangeIfThere(transaction, id)
    if (!exchange) return false
    if ((await before?.(transaction, exchange)) === false) return false
    await forgetTries(transaction, await triesOfIts(transaction, exchange))
    for (const erasure of erasures) await write(transaction, erasure, Array(erasure.split('?').length - 1).fill(id))
    return true
  })
}

/** What was counted for the addresses of an exchange: towards its own limits, and, of those that are nowhere else, towards those over all exchanges. */
async function triesOfIts(em: EntityManager, { id, slug }: Exchange): Promise<Try[]> {
  const people = await rows<{ email: string; isElsewhere: number }>(
    em,
    `select email, exists (select 1 from participant o where o.email = p.email and o.exchange_id <> p.exchange_id) as "isElsewhere"
       from participant p where exchange_id = ?`,
    [id],
  )
  return people.flatMap(({ email, isElsewhere }) => {
    const here = { limit: limits.linkPerAddress, subject: `${email}\0${slug}` }
    return isElsewhere
      ? [here]
      : [
          here,
          { limit: limits.linkPerAddress, subject: `${email}\0` },
          { limit: limits.mailToStranger, subject: email },
          { limit: limits.mailToBlocked, subject: email },
        ]
  })
}
