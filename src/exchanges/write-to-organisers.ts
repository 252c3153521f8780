import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import type { Kind, ParametersOf } from '../mail/kinds.ts'
import { queueEmails } from '../mail/outbox.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import type { Wishes } from './organiser.ts'
import { findOrganisers } from './organisers.ts'

/**
 * Queues an e-mail about an exchange to each of its organisers, or to those who have that `wish`, in the caller's transaction: each once for a cause.
 * Returns whether anybody is told who was not told before.
 */
export async function writeToOrganisers<K extends Kind>(
  em: EntityManager,
  services: { world: World; vault: Vault },
  exchangeId: string,
  { kind, wish, cause, parameters }: { kind: K; wish?: keyof Wishes; cause: string; parameters: ParametersOf<K> },
): Promise<boolean> {
  const organisers = (await findOrganisers(em, { exchangeId })).filter((organiser) => wish === undefined || organiser[wish])
  const told = new Set((await findTold(em, { exchangeId, causes: causesOf(kind, cause, organisers) })).map(({ accountId }) => accountId))
  const untold = organisers.filter(({ id }) => !told.has(id))
  await queueEmails(
    em,
    services,
    untold.map((reader) => ({ kind, reader, parameters, exchangeId, cause: causeFor(kind, cause, reader) })),
  )
  return untold.length > 0
}

function causeFor(kind: Kind, cause: string, { id }: { id: string }): string {
  return `${kind}:${cause}:${id}`
}

/** What an e-mail of that cause is called, to whomever it goes; as long as there was one organiser its name did not say to whom. */
function causesOf(kind: Kind, cause: string, organisers: { id: string }[]): string[] {
  return [`${kind}:${cause}`, ...organisers.map((organiser) => causeFor(kind, cause, organiser))]
}

const findTold = query((db, given: { exchangeId: string; causes: string[] }) =>
  db.selectFrom('OutgoingEmail').select('account as accountId').where('exchange', '=', given.exchangeId).where('deduplicationKey', 'in', given.causes),
)
