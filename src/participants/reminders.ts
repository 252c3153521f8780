import { participantIn, signedToken } from '../auth/signed-token.ts'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { NotFound } from '../errors.ts'
import type { Vault } from '../vault.ts'
import { holdMeSignedIn } from './find-person.ts'
import { Participant } from './participant.ts'
import { PastParticipant } from './past-participant.ts'

const purpose = 'unsubscribe from reminders'

/** What somebody wants: reminders, and to be invited again. */
export type Preferences = Pick<Participant, 'reminderEnabled' | 'inviteAgain'>

/** Changes those preferences of the participant who is signed in that were chosen, at any time. Throws SignedOut. */
export function choosePreferences(em: EntityManager, me: Me, { reminderEnabled, inviteAgain }: Partial<Preferences>): Promise<void> {
  return em.transactional(async (transaction) => {
    const { person, exchange } = await holdMeSignedIn(transaction, me)
    if (reminderEnabled !== undefined) person.wantReminders(reminderEnabled)
    if (inviteAgain !== undefined) person.wantInvitation(inviteAgain)
    // Whoever has come back wants to be forgotten from then, too.
    if (inviteAgain === false && exchange.againOf) await transaction.nativeDelete(PastParticipant, { exchange: exchange.againOf, email: person.email })
  })
}

/** Turns reminders off for one participant, who need not be signed in. Throws NotFound for whoever is erased. */
export function unsubscribe(em: EntityManager, participantId: string): Promise<void> {
  return em.transactional(async (transaction) => {
    const participant = await transaction.findOne(Participant, { id: participantId })
    if (!participant) throw new NotFound('There is no such participant.')
    participant.wantReminders(false)
  })
}

/** The secret of a participant's unsubscribe link, which can do nothing but end reminders. */
export function unsubscribeToken(vault: Vault, participantId: string): string {
  return signedToken(vault, participantId, purpose)
}

/** Whom an unsubscribe link is for, which language that person reads, and of which exchange. */
type Subscriber = { id: string; language?: string | null | undefined; exchangeName: string; slug: string }

/** Whom an unsubscribe link is for; undefined when it was not made here or the person is gone. */
export async function readUnsubscribe(em: EntityManager, vault: Vault, token: string): Promise<Subscriber | undefined> {
  const id = participantIn(vault, token, purpose)
  if (id === undefined) return undefined
  return findSubscriber(em, { id })
}

const findSubscriber = queryOne((db, given: { id: string }) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Exchange as e', 'e.id', 'p.exchange')
    .select(['p.id', 'p.language', 'e.name as exchangeName', 'e.slug'])
    .where('p.id', '=', given.id),
)
