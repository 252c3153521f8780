import type { EntityManager } from '../database/orm.ts'
import { change, query } from '../database/query.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import type { Content } from './content.ts'
import { openReport } from './report-seal.ts'

/** A reported message as the organisers read it; `content` is null where it can't be opened. */
export type Report = { id: string; deliverAt: Date; content: Content | null }

/** The messages of an exchange that were reported and may be read by now, the newest first. */
export async function readReports(em: EntityManager, { vault, world }: Pick<Services, 'vault' | 'world'>, exchangeId: string): Promise<Report[]> {
  const ofExchange = await exchangeVault(em, vault, exchangeId)
  const rows = await findReports(em, { exchangeId, now: world.now() })
  return rows.map((row) => ({ id: row.id, deliverAt: row.deliverAt, content: openReport(ofExchange, row) ?? null }))
}

const findReports = query((db, given: { exchangeId: string; now: Date }) =>
  db
    .selectFrom('MessageReport')
    .select(['id', 'tag', 'sealedText', 'deliverAt'])
    .where('exchange', '=', given.exchangeId)
    .where('deliverAt', '<=', given.now)
    .orderBy('deliverAt', 'desc')
    .orderBy('id'),
)

/** Deletes a report that the organisers are done with. */
export const deleteReport = change((db, given: { id: string; exchangeId: string }) =>
  db.deleteFrom('MessageReport').where('id', '=', given.id).where('exchange', '=', given.exchangeId),
)
