import { participantToken } from '../auth/participant-token.ts'
import type { EntityManager } from '../database/orm.ts'
import { row, rows } from '../database/read.ts'
import { kindsToAdmin } from '../exchanges/tell-admin.ts'
import { paths } from '../paths.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { blockedAmong } from './blocked-address.ts'
import type { Email } from './email.ts'
import { type Envelope, farewell, type Letter } from './outbox.ts'

type Context = { world: World; vault: Vault }

/** E-mails after which nothing is left to decline. */
const partings = [farewell, 'withdrawal confirmation']

/**
 * Adds to e-mails what depends on whom they go to and on their exchange: where answers go, and, for whoever was added by the
 * organiser and has never signed in, the way to decline.
 */
export async function addressLetters(em: EntityManager, { world, vault }: Context, letters: readonly Letter[]): Promise<Letter[]> {
  const addressed: Letter[] = []
  for (const [exchangeId, some] of Map.groupBy(letters, ({ envelope }) => envelope.exchangeId)) {
    const answers = exchangeId === null ? undefined : await answersOf(em, exchangeId)
    const strangers = exchangeId === null ? new Map<string, string>() : await findStrangers(em, exchangeId, some)
    for (const { envelope, email } of some) {
      if (!isToPeople(envelope)) addressed.push({ envelope, email })
      // How long a secret e-mail is, and whom one could answer, must not depend on whom it goes to.
      else if (envelope.isRecipientSecret) addressed.push({ envelope, email: { ...email, answers: 'unread' } })
      else {
        const id = partings.includes(envelope.kind) ? undefined : strangers.get(envelope.recipient)
        const declining = id === undefined ? {} : { declineUrl: world.url(paths.decline(participantToken(vault, id, 'decline'))) }
        addressed.push({ envelope, email: { ...(answers && { answers }), ...email, ...declining } })
      }
    }
  }
  return addressed
}

/** Where answers to an exchange's e-mails go. */
export async function answersOf(em: EntityManager, exchangeId: string): Promise<NonNullable<Email['answers']>> {
  const found = await row<{ replyTo: number; organiser: string | null }>(
    em,
    'select reply_to as "replyTo", (select email from admin limit 1) as organiser from exchange where id = ?',
    [exchangeId],
  )
  return found?.replyTo && found.organiser ? { to: found.organiser } : 'unread'
}

/** Whether an e-mail goes to somebody who takes part, and not to an account. */
function isToPeople({ kind, exchangeId }: Envelope): boolean {
  return kind === farewell || (exchangeId !== null && !kindsToAdmin.includes(kind))
}

/** Those who were added by the organiser and have never signed in, by their addresses. */
async function findStrangers(em: EntityManager, exchangeId: string, letters: readonly Letter[]): Promise<Map<string, string>> {
  const [first, ...others] = letters
  const added = 'select id, email from participant where exchange_id = ? and added_by_organiser and confirmed_at is null and withdrawn_at is null'
  const found =
    first && others.length === 0
      ? await rows<{ id: string; email: string }>(em, `${added} and email = ?`, [exchangeId, first.envelope.recipient])
      : await rows<{ id: string; email: string }>(em, added, [exchangeId])
  return new Map(found.map(({ id, email }) => [email, id]))
}

/** The addresses among those of some e-mails that must get none of them: their owners want to be left alone, and have not asked for it. */
export async function unwantedBy(em: EntityManager, vault: Vault, letters: readonly Letter[]): Promise<Set<string>> {
  const sentUnasked = letters.filter(({ envelope }) => isToPeople(envelope) && !envelope.isAskedFor)
  return blockedAmong(
    em,
    vault,
    sentUnasked.map(({ envelope }) => envelope.recipient),
  )
}
