import type { EntityManager } from '../database/orm.ts'
import { change } from '../database/query.ts'

/** Stores the language in which a participant wants pages and e-mails. */
export async function chooseParticipantsLanguage(em: EntityManager, id: string, language: string): Promise<void> {
  await store(em, { id, language })
}

const store = change((db, given: { id: string; language: string }) =>
  db.updateTable('Participant').set({ language: given.language }).where('id', '=', given.id),
)
