import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import type { World } from '../world.ts'
import type { MailWorker } from './deliver.ts'
import { waitedFor } from './kinds.ts'

const patienceSeconds = 5 * 60

/** For how many seconds the oldest sign-in e-mail that still waits has been waiting; 0 when none does. */
export async function signInEmailLag(em: EntityManager, world: World): Promise<number> {
  const oldest = await findOldest(em, { priority: waitedFor })
  return oldest?.since ? Math.max(0, Math.round((world.now().getTime() - oldest.since.getTime()) / 1000)) : 0
}

const findOldest = queryOne((db, given: { priority: number }) =>
  db
    .selectFrom('OutgoingEmail')
    .select((eb) => eb.fn.min('createdAt').as('since'))
    .where('state', '=', 'queued')
    .where('priority', '=', given.priority),
)

/** Notes in the log when somebody has been waiting for a sign-in e-mail for long. */
export async function noteLateSignInEmails({ em, world, log }: MailWorker): Promise<void> {
  const lagSeconds = await signInEmailLag(em(), world)
  if (lagSeconds > patienceSeconds) log.warn({ lagSeconds }, 'sign-in e-mails wait')
}
