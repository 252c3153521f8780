import type { EntityManager } from '../database/orm.ts'
import { isStorageFailure } from '../database/storage-failure.ts'
import type { World } from '../world.ts'
import type { Leased } from './compose.ts'
import { OutgoingEmail } from './outgoing-email.ts'

const leaseMinutes = 5
const minute = 60_000

/** Leases an e-mail to this worker, in the caller's transaction: nobody else sends it until the lease runs out. */
export function lease(email: OutgoingEmail, world: World): Leased {
  const leaseId = world.newId()
  Object.assign(email, { leaseId, leasedUntil: leaseEnd(world) })
  email.attempts++
  const { id, kind, isSecret, recipient, sealedContent, sealedParameters, attempts, giveUpAt } = email
  const references = { exchangeId: email.exchange?.id ?? null, participantId: email.participant?.id ?? null, accountId: email.account?.id ?? null }
  return { id, kind, isSecret, recipient, sealedContent, sealedParameters, attempts, giveUpAt, leaseId, ...references }
}

function leaseEnd({ now }: World): Date {
  return new Date(now().getTime() + leaseMinutes * minute)
}

/** Renews the lease of an e-mail that a server is slow to answer, until the returned function is called: whoever took it over would send it once more. */
export function keepLease({ em, world }: { em(): EntityManager; world: World }, { id, leaseId }: Leased): () => void {
  // What can't be stored now may be the next time.
  const renew = () =>
    em()
      .nativeUpdate(OutgoingEmail, { id, leaseId }, { leasedUntil: leaseEnd(world) })
      .catch(() => undefined)
  const renewal = setInterval(renew, (leaseMinutes * minute) / 3).unref()
  return () => clearInterval(renewal)
}

/** Releases the leases of what this process has begun and not finished; with `everybodys` also what any other has, for where there is no other. */
export async function releaseLeases({ em, leases }: { em(): EntityManager; leases: Set<string> }, everybodys: boolean): Promise<void> {
  if (!everybodys && leases.size === 0) return
  const which = everybodys ? { $ne: null } : { $in: [...leases] }
  try {
    await em().nativeUpdate(OutgoingEmail, { state: 'queued', leaseId: which }, { leaseId: null, leasedUntil: null })
  } catch (error) {
    // On a full disk they have to expire.
    if (!isStorageFailure(error)) throw error
  }
}
