import { LockMode } from '@mikro-orm/core'
import { forgetTries, limits } from '../auth/limits.ts'
import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { rows } from '../database/read.ts'
import { write } from '../database/write.ts'
import { Exchange } from './exchange.ts'

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
 * Erases an exchange with everything that belongs to it, in one transaction, and its bytes from the database's files.
 * `before` may still read it and queue what is to outlive it, in the same transaction. Returns whether it was there.
 */
export async function eraseExchange(em: EntityManager, id: string, before?: (em: EntityManager, exchange: Exchange) => Promise<void>): Promise<boolean> {
  const wasThere = await em.transactional(async (transaction) => {
    const exchange = await transaction.findOne(Exchange, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (!exchange) return false
    await before?.(transaction, exchange)
    const people = await rows<{ email: string }>(transaction, 'select email from participant where exchange_id = ?', [id])
    await forgetTries(
      transaction,
      people.map(({ email }) => ({ limit: limits.linkPerAddress, subject: `${email}\0${exchange.slug}` })),
    )
    for (const erasure of erasures) await write(transaction, erasure, Array(erasure.split('?').length - 1).fill(id))
    return true
  })
  if (wasThere) await leaveNoTrace(em)
  return wasThere
}
