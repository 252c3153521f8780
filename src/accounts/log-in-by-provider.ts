import * as v from 'valibot'
import type { Identity } from '../auth/identity-provider.ts'
import { holdNames } from '../database/hold.ts'
import type { EntityManager } from '../database/orm.ts'
import { personName } from '../web/form.ts'
import type { World } from '../world.ts'
import { acceptAllInvitations, isInvited } from './accept-invitation.ts'
import { Account } from './account.ts'
import { holdAccountIfThere } from './hold-account.ts'
import type { VerifiedAccount } from './log-in.ts'

/**
 * Who may come in: with `confirms`, the person of that account alone. Of those that have no account: with `signUp`, everybody; with `setsUp`, whoever
 * comes first, as the owner. `language` is what a new account reads.
 */
type Policy = { confirms: string | undefined; signUp: boolean; setsUp: boolean; language: string | undefined }

/** Who is to be signed in; or that the provider vouches for no address, that it is not who was to confirm, that its account belongs to another subject there, or that it has none. */
export type ProviderLogin = { account: VerifiedAccount } | { refusal: 'unverified' | 'mismatch' } | { refusal: 'linked' | 'unknown'; email: string }

/**
 * Finds the account of whom the identity provider vouches for: by the subject, else by the verified address, which links the two from then
 * on. Whoever has none gets one where the address is invited, which accepts that, or the policy lets them in.
 */
export function logInByProvider(em: EntityManager, world: World, identity: Identity, policy: Policy): Promise<ProviderLogin> {
  const { email } = identity
  if (email === undefined) return Promise.resolve({ refusal: 'unverified' })
  return em.transactional(async (transaction) => {
    // Of simultaneous sign-ins of one person, or of the first two, the second finds what the first has made.
    await holdNames(transaction, [`account of ${email}`, ...(policy.setsUp ? ['first account'] : [])])
    const account = (await findLinked(transaction, identity)) ?? (await holdAccountIfThere(transaction, email))
    if (policy.confirms !== undefined && account?.id !== policy.confirms) return { refusal: 'mismatch' }
    if (account) return link(account, identity, email)
    const isFirst = policy.setsUp && (await transaction.count(Account)) === 0
    if (!isFirst && !policy.signUp && !(await isInvited(transaction, world, email))) return { refusal: 'unknown', email }
    const created = create(transaction, world, { ...identity, email }, { isFirst, language: policy.language })
    await transaction.flush()
    await acceptAllInvitations(transaction, world, created)
    return verified(created, identity)
  })
}

function findLinked(em: EntityManager, { issuer, subject }: Identity): Promise<Account | null> {
  return em.findOne(Account, { oidcIssuer: issuer, oidcSubject: subject })
}

/** Another provider takes the place of an earlier one, since whoever runs the site chose it. */
function link(account: Account, identity: Identity, email: string): ProviderLogin {
  const isAnother = account.oidcIssuer === identity.issuer && account.oidcSubject !== identity.subject
  if (isAnother) return { refusal: 'linked', email }
  account.linkTo(identity)
  return verified(account, identity)
}

function create(
  em: EntityManager,
  world: World,
  { email, name, issuer, subject }: Identity & { email: string },
  { isFirst, language }: { isFirst: boolean; language: string | undefined },
): Account {
  const called = v.safeParse(personName(''), name)
  return em.create(Account, {
    id: world.newId(),
    owner: isFirst ? 1 : null,
    email,
    name: called.success ? called.output : null,
    passwordHash: null,
    oidcIssuer: issuer,
    oidcSubject: subject,
    language: language ?? null,
  })
}

function verified({ id }: Account, { issuer, subject }: Identity): ProviderLogin {
  return { account: { id, oidcIssuer: issuer, oidcSubject: subject } }
}
