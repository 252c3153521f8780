import { insert } from '../database/insert.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { lifetimes } from './links.ts'
import { type Destination, MagicToken } from './magic-token.ts'
import { hashToken } from './token.ts'
import { momentOfNewLink } from './used-links.ts'

/** Whose link it is: as long as the address is that one. */
type Reader = { id: string; email: string }

/**
 * Makes a link to `destination` for everyone who takes part, in the caller's transaction, which holds the exchange, when some of them get an e-mail of which nobody may
 * know whom it is for: a link that is made when that goes out would tell. `linkSet` names them; only with the key in hand can the secret of one be found.
 */
export async function issueSecretLinks(
  em: EntityManager,
  { world, vault }: { world: World; vault: Vault },
  exchangeId: string,
  linkSet: string,
  destination: Destination = 'match',
): Promise<void> {
  await em.flush()
  const createdAt = await momentOfNewLink(em, { world, vault }, exchangeId)
  const people = await findPeople(em, { exchangeId })
  const expiresAt = new Date(world.now().getTime() + lifetimes['until completion'])
  const links = people.map((reader) => ({
    id: world.newId(),
    createdAt,
    tokenType: 'magic_link' as const,
    tokenHash: hashToken(secretsOf(vault, reader, linkSet)[0] as string),
    participant: reader.id,
    exchange: exchangeId,
    destination,
    isNotice: true,
    expiresAt,
  }))
  await insert(em, world, MagicToken, links)
}

/** The secret of somebody's link of a set; undefined when it is not known any more, since they have another address by now. */
export async function findSecretLink(em: EntityManager, vault: Vault, reader: Reader, linkSet: string): Promise<string | undefined> {
  for (const secret of secretsOf(vault, reader, linkSet)) {
    if (await findLink(em, { tokenHash: hashToken(secret) })) return secret
  }
  return undefined
}

const findPeople = query((db, given: { exchangeId: string }) =>
  db.selectFrom('Participant').select(['id', 'email']).where('exchange', '=', given.exchangeId).where('withdrawnAt', 'is', null).orderBy('id'),
)

const findLink = queryOne((db, given: { tokenHash: string }) => db.selectFrom('MagicToken').select('id').where('tokenHash', '=', given.tokenHash))

/** By each known key, the newest first: 43 characters, as any other. */
function secretsOf(vault: Vault, { id, email }: Reader, linkSet: string): string[] {
  return vault.signatures(`${linkSet} ${id} ${email}`, 'secret link').map((signature) => signature.toString('base64url'))
}
