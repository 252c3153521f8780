import type { Kysely } from 'kysely'
import { query, queryOneOrFail, type Tables } from '../database/query.ts'
import { joined } from '../exchanges/joined.ts'

/** The exchange as the pages about its questions name it, with how many take part. */
export type ExchangeOfQuestions = Awaited<ReturnType<typeof readExchangeOfQuestions>>

/** Throws NotFound. */
export const readExchangeOfQuestions = queryOneOrFail((db, given: { id: string }) =>
  db.selectFrom('Exchange as e').select(['e.id', 'e.name', 'e.state', 'e.language']).select(joined().$notNull().as('joined')).where('e.id', '=', given.id),
)

/** A question as the organiser sees it: what is asked, and how many of those who take part have answered. */
export type ListedQuestion = Awaited<ReturnType<typeof findQuestions>>[number]

/** The questions of an exchange, in their order. */
export const findQuestions = query((db, given: { exchangeId: string }) =>
  counted(db).where('q.exchange', '=', given.exchangeId).orderBy('q.position').orderBy('q.id'),
)

/** One question of an exchange. Throws NotFound. */
export const readQuestion = queryOneOrFail((db, given: { exchangeId: string; questionId: string }) =>
  counted(db).where('q.exchange', '=', given.exchangeId).where('q.id', '=', given.questionId),
)

function counted(db: Kysely<Tables>) {
  return db
    .selectFrom('Question as q')
    .select(['q.id', 'q.text', 'q.kind', 'q.options', 'q.required'])
    .select((eb) =>
      eb
        .selectFrom('Answer as a')
        .innerJoin('Participant as p', 'p.id', 'a.participant')
        .select((of) => of.fn.countAll<number>().as('count'))
        .whereRef('a.question', '=', 'q.id')
        .where('p.withdrawnAt', 'is', null)
        .$asScalar()
        .$notNull()
        .as('answers'),
    )
}
