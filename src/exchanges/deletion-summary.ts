import { queryOneOrFail } from '../database/query.ts'
import { hasWished } from '../wishes/wished.ts'
import { joined } from './joined.ts'

/** What deleting an exchange would take away. `people`: those who take part; `others`: other exchanges whose rules look back to it. */
export type DeletionSummary = Awaited<ReturnType<typeof readDeletionSummary>>

/** Throws NotFound. */
export const readDeletionSummary = queryOneOrFail((db, given: { id: string }) =>
  db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.name', 'e.state', joined().as('people')])
    .select((eb) => {
      const emails = eb
        .selectFrom('OutgoingEmail as o')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('o.exchange', '=', 'e.id')
        .where('o.isSecret', '=', false)
      const rules = eb
        .selectFrom('ExclusionRule as r')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('r.exchange', '=', 'e.id')
      const households = eb
        .selectFrom('Household as h')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('h.exchange', '=', 'e.id')
      const matches = eb
        .selectFrom('Match as m')
        .innerJoin('Draw as d', 'd.id', 'm.draw')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('d.exchange', '=', 'e.id')
      const giftIdeas = eb
        .selectFrom('Participant as p')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('p.exchange', '=', 'e.id')
        .where(hasWished())
      const questions = eb
        .selectFrom('Question as q')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('q.exchange', '=', 'e.id')
      const others = eb
        .selectFrom('ExclusionRule as r')
        .select(({ fn }) => fn.count<number>('r.exchange').distinct().as('count'))
        .whereRef('r.earlierExchange', '=', 'e.id')
        .whereRef('r.exchange', '<>', 'e.id')
      return [
        giftIdeas.$asScalar().as('giftIdeas'),
        questions.$asScalar().as('questions'),
        matches.$asScalar().as('matches'),
        eb(rules.$asScalar(), '+', households.$asScalar()).as('rules'),
        emails.$asScalar().as('emails'),
        emails.where('o.state', '=', 'queued').$asScalar().as('waitingEmails'),
        others.$asScalar().as('others'),
      ]
    })
    .where('e.id', '=', given.id),
)
