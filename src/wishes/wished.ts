import { expressionBuilder } from 'kysely'
import type { Tables } from '../database/query.ts'

/** A query that calls a participant `p`. */
type OfParticipant = Tables & { p: Tables['Participant'] }

/** Whether the participant that a query calls `p` has told what they wish for, in words or as a list: a condition, or something to select. */
export function hasWished() {
  const eb = expressionBuilder<OfParticipant, 'p'>()
  return eb.or([eb('p.giftIdeas', '<>', ''), hasWishList()])
}

/** Whether there is something on that participant's list. */
export function hasWishList() {
  const eb = expressionBuilder<OfParticipant, 'p'>()
  return eb.exists(eb.selectFrom('Wish').select('Wish.id').whereRef('Wish.participant', '=', 'p.id').where('Wish.removedAt', 'is', null))
}
