import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { giverOf, openOrRefuse, receiverOf } from '../draw/seal.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import type { Opener } from '../vault.ts'
import { type MarksOfAll, openMarks } from './marks.ts'
import type { Pair } from './thread.ts'

/** Somebody of an exchange, by identifiers. */
export type Person = { id: string; exchangeId: string }

/** The two threads of somebody who takes part, by the side that is across; none with a giver whose match can't be opened. And the marks of everybody who gives in that draw. */
export type OwnPairs = { draw: string; repairs: number; vault: Opener; marks: MarksOfAll; pairs: { receiver: Pair; giver: Pair | undefined } }

/**
 * Opens whom somebody gives to and who gives to them; undefined while nothing is drawn. It opens every match of the draw, always, so that it takes as long for everybody. Throws
 * RuleBroken when their own match can't be opened.
 */
export async function openOwnPairs(em: EntityManager, { vault, log }: Pick<Services, 'vault' | 'log'>, me: Person): Promise<OwnPairs | undefined> {
  const matches = await findMatches(em, { exchangeId: me.exchangeId })
  const own = matches.find(({ giver }) => giver === me.id)
  if (!own) return undefined
  const ofExchange = await exchangeVault(em, vault, me.exchangeId)
  const { draw, repairs } = own
  const receiver = openOrRefuse(log, { exchange: me.exchangeId, giver: me.id }, 'match is shut', () => receiverOf(ofExchange, own))
  const giver = giverOf(ofExchange, matches, me.id)
  const pairs = { receiver: { draw, repairs, giver: me.id, receiver }, giver: giver === undefined ? undefined : { draw, repairs, giver, receiver: me.id } }
  const people = matches.map((match) => match.giver)
  const marks = openMarks(ofExchange, draw, (await findMarks(em, { draw }))?.sealedMarks ?? null, people)
  return { draw, repairs, vault: ofExchange, marks, pairs }
}

const findMatches = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .select(['m.draw', 'd.repairs', 'm.giver', 'm.sealedReceiver'])
    .where('d.exchange', '=', given.exchangeId),
)

const findMarks = queryOne((db, given: { draw: string }) => db.selectFrom('Draw').select('sealedMarks').where('id', '=', given.draw))
