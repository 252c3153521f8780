import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { insertRows } from '../database/write.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { lifetimes } from './links.ts'
import { mustFit } from './magic-token.ts'
import { hashToken } from './token.ts'

/** Whose link it is: as long as the address is that one. */
type Reader = { id: string; email: string }

/**
 * Makes a link to the match for everyone who takes part, in the caller's transaction, when some of them get an e-mail of which nobody may
 * know whom it is for: a link that is made when that goes out would tell. `linkSet` names them; only with the key in hand can the secret of one be found.
 */
export async function issueSecretLinks(
  em: EntityManager,
  { world, vault }: { world: World; vault: Vault },
  exchangeId: string,
  linkSet: string,
): Promise<void> {
  await em.flush()
  const people = await rows<Reader>(em, 'select id, email from participant where exchange_id = ? and withdrawn_at is null order by id', [exchangeId])
  const expiresAt = new Date(world.now().getTime() + lifetimes['until completion'])
  const links = people.map((reader) => {
    mustFit('magic_link', { participant: reader.id, exchange: exchangeId })
    return {
      token_type: 'magic_link',
      token_hash: hashToken(secretsOf(vault, reader, linkSet)[0] as string),
      participant_id: reader.id,
      exchange_id: exchangeId,
      destination: 'match',
      is_notice: true,
      is_for_everyone: true,
      expires_at: expiresAt,
    }
  })
  await insertRows(em, world, 'magic_token', links)
}

/** The secret of somebody's link of a set; undefined when it is not known any more, since they have another address by now. */
export async function findSecretLink(em: EntityManager, vault: Vault, reader: Reader, linkSet: string): Promise<string | undefined> {
  for (const secret of secretsOf(vault, reader, linkSet)) {
    if (await row(em, 'select 1 from magic_token where token_hash = ?', [hashToken(secret)])) return secret
  }
  return undefined
}

/** By each known key, the newest first: 43 characters, as any other. */
function secretsOf(vault: Vault, { id, email }: Reader, linkSet: string): string[] {
  return vault.signatures(`${linkSet} ${id} ${email}`, 'secret link').map((signature) => signature.toString('base64url'))
}
