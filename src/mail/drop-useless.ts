import type { EntityManager } from '../database/orm.ts'
import { row } from '../database/read.ts'
import type { World } from '../world.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import { TransportState } from './transport-state.ts'

type Dropping = { em(): EntityManager; world: World; transport: { name: string } }

const erased = { sealedParameters: null, sealedContent: null }

/** Drops what nobody has any use for any more, and gives up what a transport that can't be reached has kept waiting for a day. */
export async function dropUseless(worker: Dropping): Promise<void> {
  await dropExpired(worker)
  await giveUpUntried(worker)
}

/** A link that somebody asked for is no use once they have asked for another, and what it said is erased. */
async function dropExpired({ em, world }: Dropping): Promise<void> {
  const now = world.now()
  const expired = `select 1 from outgoing_email where state in ('queued', 'given_up') and expires_at < ? and (sealed_parameters is not null or sealed_content is not null) limit 1`
  if (!(await row(em(), expired, [now]))) return
  await em().nativeUpdate(OutgoingEmail, { state: 'given_up', expiresAt: { $lt: now } }, erased)
  await em().nativeUpdate(OutgoingEmail, { state: 'queued', expiresAt: { $lt: now } }, { state: 'expired', ...erased, leaseId: null, leasedUntil: null })
}

/** While nothing can be reached, few e-mails are tried, and the others have had no better luck. */
async function giveUpUntried({ em, world, transport }: Dropping): Promise<void> {
  const now = world.now()
  const late = `select 1 from transport_state t where t.name = ? and t.trouble = 'unreachable' and exists (select 1 from outgoing_email where state = 'queued' and give_up_at < ?)`
  if (!(await row(em(), late, [transport.name, now]))) return
  const state = await em().findOneOrFail(TransportState, { name: transport.name })
  await em().nativeUpdate(
    OutgoingEmail,
    { state: 'queued', giveUpAt: { $lt: now }, leaseId: null },
    { state: 'given_up', giveUpAt: now, lastError: state.reason },
  )
}
