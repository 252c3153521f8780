import { issueLink } from '../auth/links.ts'
import type { Destination } from '../auth/magic-token.ts'
import { findSecretLink } from '../auth/secret-links.ts'
import { paths } from '../paths.ts'
import type { Composing } from './compose.ts'
import { type Kind, kinds } from './kinds.ts'

/** A link that signs in, as an e-mail shows it: its address, the code beside it where a browser waits, and until when it lives. */
export type SignInLink = { url: string; code?: string | undefined; usableUntil: Date | undefined }

/** What the parameters of some kinds tell of their link. */
type LinkParameters = { requesterHash?: string | null; leadsTo?: Destination; linkSet?: string }
/** Who is to be signed in, and where. */
type Reader = { person: { id: string; email: string }; exchange: { id: string; slug: string } }

/**
 * The sign-in link of an e-mail, made now as its kind wants it, so that it has its whole life before it. `leadsTo` is where it leads
 * where the kind alone does not say. In an e-mail of which nobody may know whom it is for it is one of those that were made for
 * everyone, or the way to ask for one.
 */
export async function signInLink(
  composing: Composing,
  { kind, parameters }: { kind: Kind; parameters: object },
  reader: Reader,
  leadsTo?: Destination,
): Promise<SignInLink> {
  const { link, isSecret } = kinds[kind]
  if (!link) throw new Error(`An e-mail of the kind “${kind}” has no sign-in link.`)
  const { person, exchange } = reader
  const { em, world, vault } = composing
  const told: LinkParameters = parameters
  if (isSecret) {
    const token = told.linkSet === undefined ? undefined : await findSecretLink(em, vault, person, told.linkSet)
    return { url: world.url(token === undefined ? paths.requestAccess(exchange.slug) : paths.magicLink(token)), usableUntil: undefined }
  }
  const { token, code, expiresAt } = await issueLink(em, composing, {
    participant: person.id,
    exchange: exchange.id,
    requesterHash: told.requesterHash ?? null,
    life: link.life,
    leadsTo: leadsTo ?? told.leadsTo ?? link.leadsTo,
  })
  return { url: world.url(paths.magicLink(token)), code, usableUntil: expiresAt }
}
