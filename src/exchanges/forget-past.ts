import { leaveNoTrace } from '../database/erase.ts'
import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { ExclusionRule } from '../draw/exclusion-rule.ts'
import { PastPair } from '../draw/past-pair.ts'
import type { ClockContext, Report } from '../jobs/context.ts'
import { PastParticipant } from '../participants/past-participant.ts'
import { forgetInvitations } from '../participants/past-participants.ts'
import type { Vault } from '../vault.ts'
import type { World } from '../world.ts'
import { holdPastExchanges } from './hold-past.ts'
import { PastExchange, PastOrganiser } from './past-exchange.ts'
import { tellOfLostRules } from './tell-of-lost-rules.ts'

/** For how many years after the erasing it is remembered who gave to whom. */
const pairsKeptYears = 3

/** For how many months after the erasing those who want to be invited again are remembered. */
const peopleKeptMonths = 15

/**
 * Forgets all that is left of an exchange that was erased, and every rule that looks back to it, of which the other organisers are told; in
 * the caller's transaction.
 */
export async function forgetPastExchange(em: EntityManager, services: { world: World; vault: Vault }, id: string): Promise<void> {
  await holdPastExchanges(em, [id])
  await tellOfLostRules(em, services, { pastExchange: id })
  await em.nativeDelete(ExclusionRule, { pastExchange: id })
  await em.nativeDelete(PastPair, { exchange: id })
  for (const { email } of await em.find(PastParticipant, { exchange: id })) await forgetInvitations(em, email)
  await em.nativeDelete(PastParticipant, { exchange: id })
  await em.nativeDelete(PastOrganiser, { exchange: id })
  await em.nativeDelete(PastExchange, { id })
}

/** Forgets people and pairs that were remembered for long enough, and exchanges of which nothing else is left. */
export async function forgetOldPast(context: ClockContext): Promise<Report> {
  const now = Temporal.Instant.fromEpochMilliseconds(context.world.now().getTime()).toZonedDateTimeISO('UTC')
  const before = (duration: Temporal.DurationLike) => new Date(now.subtract(duration).epochMilliseconds)
  const exchanges = await context.em().transactional(async (em) => {
    const people = await em.find(PastParticipant, { createdAt: { $lte: before({ months: peopleKeptMonths }) } })
    for (const { email } of people) await forgetInvitations(em, email)
    await em.nativeDelete(PastParticipant, { id: { $in: people.map(({ id }) => id) } })
    await em.nativeDelete(PastPair, { createdAt: { $lte: before({ years: pairsKeptYears }) } })
    const empty = await findEmpty(em, {})
    for (const { id } of empty) await forgetPastExchange(em, context, id)
    return people.length + empty.length > 0 ? empty.map(({ id }) => id) : undefined
  })
  if (exchanges !== undefined) await leaveNoTrace(context.em())
  return { exchanges: exchanges ?? [] }
}

const findEmpty = query((db) =>
  db
    .selectFrom('PastExchange as e')
    .select('e.id')
    .orderBy('e.id')
    .where((eb) =>
      eb.not(
        eb.or([
          eb.exists(eb.selectFrom('PastPair as pair').select('pair.id').whereRef('pair.exchange', '=', 'e.id')),
          eb.exists(eb.selectFrom('PastParticipant as person').select('person.id').whereRef('person.exchange', '=', 'e.id')),
        ]),
      ),
    ),
)
