import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { namedStates } from '../language/states.ts'
import { signInEmailLag } from '../mail/lag.ts'
import type { World } from '../world.ts'

type Counts = Record<string, number>

/** How much there is of everything, by state. Sums over the installation, which tell of nobody. */
export type Figures = { exchanges: Counts; participants: Counts; emails: Counts; signInEmailLagSeconds: number }

/** Counts what is in the database now. */
export async function readFigures(em: EntityManager, world: World): Promise<Figures> {
  return {
    exchanges: byState(namedStates, await countExchanges(em, {})),
    participants: byState(['active', 'withdrawn'], await countParticipants(em, {})),
    emails: byState(['queued', 'sent', 'given_up', 'expired'], await countEmails(em, {})),
    signInEmailLagSeconds: await signInEmailLag(em, world),
  }
}

const countExchanges = query((db) =>
  db
    .selectFrom('Exchange')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state'),
)

const countParticipants = query((db) =>
  db
    .selectFrom('Participant')
    .select((eb) => [eb.case().when('withdrawnAt', 'is', null).then('active').else('withdrawn').end().as('state'), eb.fn.countAll<number>().as('count')])
    .groupBy((eb) => eb('withdrawnAt', 'is', null)),
)

// How many e-mails with a secret recipient there are would tell whether a repair changed anything; those that failed are told to the organiser anyway.
const countEmails = query((db) =>
  db
    .selectFrom('OutgoingEmail')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where((eb) => eb.or([eb('isSecret', '=', false), eb('state', '=', 'given_up')]))
    .groupBy('state'),
)

function byState(states: readonly string[], found: readonly { state: string; count: number }[]): Counts {
  return { ...Object.fromEntries(states.map((state) => [state, 0])), ...Object.fromEntries(found.map(({ state, count }) => [state, count])) }
}
