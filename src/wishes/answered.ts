import { expressionBuilder } from 'kysely'
import type { Tables } from '../database/query.ts'

/** A query that calls a participant `p`. */
type OfParticipant = Tables & { p: Tables['Participant'] }

/**
 * Whether the participant that a query calls `p` has answered: every required question, and, where anything is asked, at least one. A condition, or something to
 * select.
 */
export function hasAnswered() {
  const eb = expressionBuilder<OfParticipant, 'p'>()
  const asked = eb.selectFrom('Question as q').select('q.id').whereRef('q.exchange', '=', 'p.exchange')
  const owed = eb
    .selectFrom('Question as q')
    .leftJoin('Answer as a', (join) => join.onRef('a.question', '=', 'q.id').onRef('a.participant', '=', 'p.id'))
    .select('q.id')
    .whereRef('q.exchange', '=', 'p.exchange')
    .where('q.required', '=', true)
    .where('a.id', 'is', null)
  const answers = eb.selectFrom('Answer as a').select('a.id').whereRef('a.participant', '=', 'p.id')
  return eb.and([eb.not(eb.exists(owed)), eb.or([eb.exists(answers), eb.not(eb.exists(asked))])])
}
