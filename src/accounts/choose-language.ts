import type { EntityManager } from '../database/orm.ts'
import { change } from '../database/query.ts'

/** Stores the language in which an organiser wants pages and e-mails. */
export async function chooseAccountsLanguage(em: EntityManager, id: string, language: string): Promise<void> {
  await store(em, { id, language })
}

/** Stores the language in which somebody signs in, for whom none is stored yet. */
export async function keepAccountsLanguage(em: EntityManager, id: string, language: string): Promise<void> {
  await storeFirst(em, { id, language })
}

const storeFirst = change((db, given: { id: string; language: string }) =>
  db.updateTable('Account').set({ language: given.language }).where('id', '=', given.id).where('language', 'is', null),
)

const store = change((db, given: { id: string; language: string }) => db.updateTable('Account').set({ language: given.language }).where('id', '=', given.id))
