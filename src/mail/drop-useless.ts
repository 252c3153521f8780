import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import { kindsThat } from './kinds.ts'
import { countsAsSent } from './outcome.ts'
import { OutgoingEmail } from './outgoing-email.ts'
import { TransportState } from './transport-state.ts'

type Dropping = { em(): EntityManager; world: World; transport: { name: string } }

const unseen: string[] = kindsThat((facts) => facts.failsUnseen === true)

const erased = { sealedParameters: null, sealedContent: null }

/** Drops what nobody has any use for any more, and gives up what a transport that can't be reached has kept waiting for a day. */
export async function dropUseless(worker: Dropping): Promise<void> {
  await dropExpired(worker)
  await giveUpUntried(worker)
}

/** A link that somebody asked for is no use once they have asked for another, and what it said is erased. */
async function dropExpired({ em, world }: Dropping): Promise<void> {
  const now = world.now()
  if (!(await findExpired(em(), { now }))) return
  await em().nativeUpdate(OutgoingEmail, { state: 'given_up', expiresAt: { $lt: now } }, erased)
  await em().nativeUpdate(OutgoingEmail, { state: 'queued', expiresAt: { $lt: now } }, { state: 'expired', ...erased, leaseId: null, leasedUntil: null })
}

/** While nothing can be reached, few e-mails are tried, and the others have had no better luck. */
async function giveUpUntried({ em, world, transport }: Dropping): Promise<void> {
  const now = world.now()
  if (!(await findLate(em(), { transport: transport.name, now }))) return
  const state = await em().findOneOrFail(TransportState, { name: transport.name })
  const late = { state: 'queued', giveUpAt: { $lt: now }, leaseId: null } as const
  await em().nativeUpdate(OutgoingEmail, { ...late, kind: { $in: unseen } }, countsAsSent(now))
  await em().nativeUpdate(OutgoingEmail, late, { state: 'given_up', giveUpAt: now, lastError: state.reason })
}

const findExpired = queryOne((db, given: { now: Date }) =>
  db
    .selectFrom('OutgoingEmail')
    .select('id')
    .where('state', 'in', ['queued', 'given_up'])
    .where('expiresAt', '<', given.now)
    .where((eb) => eb.or([eb('sealedParameters', 'is not', null), eb('sealedContent', 'is not', null)]))
    .limit(1),
)

const findLate = queryOne((db, given: { transport: string; now: Date }) =>
  db
    .selectFrom('TransportState as t')
    .select('t.id')
    .where('t.name', '=', given.transport)
    .where('t.trouble', '=', 'unreachable')
    .where((eb) => eb.exists(eb.selectFrom('OutgoingEmail as o').select('o.id').where('o.state', '=', 'queued').where('o.giveUpAt', '<', given.now))),
)
