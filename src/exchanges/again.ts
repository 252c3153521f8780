import { holdAccountOf } from '../accounts/hold-account.ts'
import type { AccountSession } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { ExclusionRule } from '../draw/exclusion-rule.ts'
import { NotFound } from '../errors.ts'
import { english } from '../language/languages.ts'
import { Question } from '../wishes/question.ts'
import type { World } from '../world.ts'
import { isFree } from './create-exchange.ts'
import { Exchange } from './exchange.ts'
import { statesWithDraw } from './exchange-states.ts'
import { holdExchangeIfThere } from './hold-exchange.ts'
import { holdPast } from './hold-past.ts'
import { localDate, serverTimezone } from './local-date.ts'
import { Organiser } from './organiser.ts'
import { readLastTimezone } from './reads.ts'
import { newSlug } from './slug.ts'

/** What a draft takes over from an earlier exchange, and where from: `isErased` says that of the earlier one only name and gift day are left, `hasPairs` that its draw can be looked back to. */
export type Template = Awaited<ReturnType<typeof readTemplate>>

/** What the next exchange is made from, with its dates as many years on as it takes for them to come. Throws NotFound. */
export async function readTemplate(em: EntityManager, world: World, earlierId: string, account: { id: string; language?: string | null | undefined }) {
  const live = await findLive(em, { earlierId })
  const past = live ? undefined : await findPast(em, { earlierId })
  const earlier = live ?? past
  if (!earlier) throw new NotFound('There is no such exchange.')
  const details = live ?? {
    description: '',
    budget: '',
    maxParticipants: null,
    timezone: (await readLastTimezone(em, account.id)) ?? serverTimezone(),
    language: account.language ?? english.code,
    matchInEmail: false,
    replyTo: true,
    rememberPairs: true,
    messages: true,
    reminderDays: '7,1',
    registrationCloseDate: twoWeeksBefore(earlier.exchangeDate),
  }
  const { exchangeDate, registrationCloseDate } = yearsOn({ ...details, ...earlier }, localDate(world.now(), details.timezone))
  const { id: _, hasPairs, ...kept } = { ...details, ...earlier }
  return {
    details: { ...kept, name: withYear(earlier.name, earlier.exchangeDate, exchangeDate), exchangeDate, registrationCloseDate },
    hasPairs,
    isErased: live === undefined,
    questions: await findAsked(em, { earlierId }),
  }
}

const findAsked = query((db, given: { earlierId: string }) =>
  db
    .selectFrom('Question')
    .select(['position', 'text', 'kind', 'options', 'required'])
    .where('exchange', '=', given.earlierId)
    .orderBy('position')
    .orderBy('id'),
)

const findLive = queryOne((db, given: { earlierId: string }) =>
  db
    .selectFrom('Exchange as e')
    .select(['e.id', 'e.name', 'e.description', 'e.budget', 'e.maxParticipants', 'e.registrationCloseDate', 'e.exchangeDate', 'e.timezone'])
    .select(['e.language', 'e.matchInEmail', 'e.replyTo', 'e.rememberPairs', 'e.messages', 'e.reminderDays'])
    .select((eb) => eb('e.state', 'in', statesWithDraw).as('hasPairs'))
    .where('e.id', '=', given.earlierId),
)

const findPast = queryOne((db, given: { earlierId: string }) =>
  db
    .selectFrom('PastExchange as e')
    .select(['e.id', 'e.name', 'e.exchangeDate'])
    .select((eb) => eb.exists(eb.selectFrom('PastPair as pair').select('pair.id').whereRef('pair.exchange', '=', 'e.id')).as('hasPairs'))
    .where('e.id', '=', given.earlierId),
)

function twoWeeksBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ weeks: 2 }).toString()
}

/** Both dates the same number of years on, at least one, so that the gifts are still to come. */
function yearsOn({ exchangeDate, registrationCloseDate }: { exchangeDate: string; registrationCloseDate: string }, today: string) {
  const on = (date: string, years: number) => Temporal.PlainDate.from(date).add({ years }).toString()
  const fewest = Math.max(1, Number(today.slice(0, 4)) - Number(exchangeDate.slice(0, 4)))
  const years = on(exchangeDate, fewest) < today ? fewest + 1 : fewest
  return { exchangeDate: on(exchangeDate, years), registrationCloseDate: on(registrationCloseDate, years) }
}

/** A name that says the year says the new one: “Christmas 2026” becomes “Christmas 2027”, and “Winter 2026/27” “Winter 2027/28”. */
function withYear(name: string, before: string, now: string): string {
  const [from, to] = [Number(before.slice(0, 4)), Number(now.slice(0, 4))]
  const later = (digits: string) =>
    String(Number(digits) + to - from)
      .padStart(digits.length, '0')
      .slice(-digits.length)
  return name.replaceAll(/(?<!\d)(\d{4})(?:([/–-])(\d{4}|\d{2}))?(?!\d)/g, (years, year: string, dash?: string, end = '') => {
    const isMeant = Number(year) === from || (dash !== undefined && Number(year) + 1 === from)
    if (!isMeant) return years
    return dash === undefined ? later(year) : `${later(year)}${dash}${later(end)}`
  })
}

/**
 * Makes a draft from an earlier exchange, erased or not, for all its organisers: details, dates years on, the questions, and the rule that
 * nobody draws the same person. Households and people come back as they join. A form that is sent twice makes one, under the identifier that it
 * proposed. Returns the identifier. Throws SignedOut, NotFound.
 */
export function makeAgain(em: EntityManager, world: World, session: AccountSession, earlierId: string, proposed: string | undefined): Promise<string> {
  return em.transactional(async (transaction) => {
    const account = await holdAccountOf(transaction, session)
    const made = proposed === undefined ? null : await holdExchangeIfThere(transaction, proposed)
    if (made?.againOf === earlierId) return made.id
    if (!(await holdExchangeIfThere(transaction, earlierId))) await holdPast(transaction, earlierId, account.id)
    const { details, hasPairs, isErased, questions } = await readTemplate(transaction, world, earlierId, account)
    const id = proposed !== undefined && (await isFree(transaction, proposed)) ? proposed : world.newId()
    const exchange = transaction.create(Exchange, { id, slug: newSlug(world), state: 'draft', againOf: earlierId, ...details })
    const others = (await findOrganisersThen(transaction, { earlierId })).filter((other) => other.account !== account.id)
    for (const organiser of [account.id, ...others.map((other) => other.account)])
      transaction.create(Organiser, { id: world.newId(), exchange, account: organiser })
    const earlier = isErased ? { earlierExchange: null, pastExchange: earlierId } : { earlierExchange: earlierId, pastExchange: null }
    if (hasPairs) transaction.create(ExclusionRule, { id: world.newId(), exchange, kind: 'history', ...earlier })
    for (const question of questions) transaction.create(Question, { id: world.newId(), exchange, ...question })
    return id
  })
}

const findOrganisersThen = query((db, given: { earlierId: string }) =>
  db
    .selectFrom('Organiser')
    .select('account')
    .where('exchange', '=', given.earlierId)
    .unionAll(db.selectFrom('PastOrganiser').select('account').where('exchange', '=', given.earlierId)),
)
