import type { Kysely } from 'kysely'
import { endedSession } from '../auth/participant-session.ts'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { change, queryOne, type Tables } from '../database/query.ts'
import { wholeDay } from '../database/whole-day.ts'
import { SignedOut } from '../errors.ts'
import type { ExchangeState } from '../exchanges/exchange-states.ts'
import { giftIdeasMustBeOpen, statesOfGiftIdeas } from '../exchanges/permissions.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import type { World } from '../world.ts'
import type { Overtaken } from './edit-profile.ts'

/**
 * Stores what a participant wishes for. On the last evening everyone does that at once, and one text is all that changes, so it is
 * written by one statement, without entities, in a twentieth of the time. What was written elsewhere since `version` is not
 * overwritten. Throws SignedOut.
 */
export function wishFor(em: EntityManager, world: World, me: Me, giftIdeas: string, version: Version): Promise<Outcome<Overtaken<'giftIdeas'>>> {
  return outcomeOf(store(em, world, me, giftIdeas, version))
}

async function store(em: EntityManager, world: World, me: Me, giftIdeas: string, version: Version): Promise<Overtaken<'giftIdeas'>> {
  const done = { overtaken: [] }
  const replacement = { ...me, states: statesOfGiftIdeas, giftIdeas, now: world.now(), today: wholeDay(world.now()) }
  if (version.giftIdeas === undefined && (await replaceIdeas(em, replacement)) > 0) return done
  for (;;) {
    const now = await findIdeas(em, me)
    if (!now) throw new SignedOut('participant')
    giftIdeasMustBeOpen(now)
    if (changesIn({ giftIdeas }, version).giftIdeas === undefined) return done
    if (overtaken(now, { giftIdeas }, version).length > 0) return { overtaken: ['giftIdeas'] }
    // Where nothing is changed, something changed between the two statements, so both run again.
    if ((await replaceSeenIdeas(em, { ...replacement, seen: now.giftIdeas })) > 0) return done
  }
}

const findIdeas = queryOne((db, given: Me) =>
  db
    .selectFrom('Participant as p')
    .innerJoin('Exchange as e', 'e.id', 'p.exchange')
    .select(['e.name', 'e.state', 'p.giftIdeas'])
    .where('p.id', '=', given.id)
    .where('p.sessionVersion', '=', given.sessionVersion)
    .where(({ not, exists }) => not(exists(endedSession(db, given.sessionHash)))),
)

type Replacement = Me & { states: readonly ExchangeState[]; giftIdeas: string; now: Date; today: Date }

const replaceIdeas = change((db, given: Replacement) => replacing(db, given))
const replaceSeenIdeas = change((db, given: Replacement & { seen: string }) => replacing(db, given).where('giftIdeas', '=', given.seen))

function replacing(db: Kysely<Tables>, given: Replacement) {
  return db
    .updateTable('Participant')
    .set((eb) => ({
      giftIdeas: given.giftIdeas,
      giftIdeasChangedAt: eb.case().when('giftIdeas', '<>', given.giftIdeas).then(given.now).else(eb.ref('giftIdeasChangedAt')).end(),
      updatedAt: given.today,
    }))
    .where('id', '=', given.id)
    .where('sessionVersion', '=', given.sessionVersion)
    .where(({ not, exists }) => not(exists(endedSession(db, given.sessionHash))))
    .where((eb) => eb.exists(eb.selectFrom('Exchange as e').select('e.id').where('e.id', '=', given.exchangeId).where('e.state', 'in', given.states)))
}
