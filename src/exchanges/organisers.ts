import { query } from '../database/query.ts'

/** The accounts that organise an exchange, and what each wants to be told of, those who have done so for the longest first. */
export const findOrganisers = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Organiser as o')
    .innerJoin('Account as a', 'a.id', 'o.account')
    .select(['a.id', 'a.email', 'a.name', 'o.newRegistration', 'o.withdrawal', 'o.drawDone', 'o.mailFailing', 'o.purgeComing'])
    .where('o.exchange', '=', given.exchangeId)
    .orderBy('o.createdAt')
    .orderBy('o.id'),
)

/** The invitations to organise an exchange that can still be accepted at `now`, the newest first. */
export const findInvitations = query((db, given: { exchangeId: string; now: Date }) =>
  db
    .selectFrom('OrganiserInvitation')
    .select(['id', 'email', 'expiresAt'])
    .where('exchange', '=', given.exchangeId)
    .where('expiresAt', '>', given.now)
    .orderBy('createdAt', 'desc'),
)
