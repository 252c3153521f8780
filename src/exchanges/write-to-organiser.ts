import type { EntityManager } from '../database/orm.ts'
import type { Kind, ParametersOf } from '../mail/kinds.ts'
import { queueEmail, wasQueued } from '../mail/outbox.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { findOrganiser } from './find-organiser.ts'

/** Queues an e-mail about an exchange to the account that organises it, in the caller's transaction. Returns false, and does nothing, when that `cause` was told before. */
export async function writeToOrganiser<K extends Kind>(
  em: EntityManager,
  services: { world: World; vault: Vault },
  exchangeId: string,
  { kind, cause, parameters }: { kind: K; cause: string; parameters: ParametersOf<K> },
): Promise<boolean> {
  const account = await findOrganiser(em, { exchangeId })
  if (!account || (await wasQueued(em, `${kind}:${cause}`))) return false
  await queueEmail(em, services, { kind, reader: account, parameters, exchangeId, cause: `${kind}:${cause}` })
  return true
}
