import type { Logger } from 'pino'
import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { query, queryOne } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdExchangeSignedIn } from '../participants/find-person.ts'
import { countOf } from '../participants/namesakes.ts'
import type { Services } from '../services.ts'
import type { Opener } from '../vault.ts'
import { type AnsweredQuestion, readAnswers } from '../wishes/answers.ts'
import { type GiversWish, readGiversWishes } from '../wishes/givers-wishes.ts'
import { isNew, newSince, openPlan, type Plan, showing } from '../wishes/plan.ts'
import { changePlan, type Giver } from './plans.ts'
import { openOrRefuse, receiverOf, type SealedMatch } from './seal.ts'

/**
 * Whom a giver gives to, as of now, for what occasion, and what the giver plans; `areIdeasNew` since the giver's last visit; `namesakes` is how many the giver might take for that person by the name, `repairs`
 * how often the draw was repaired, `givers` how many give.
 */
export type Receiver = {
  name: string
  giftIdeas: string
  areIdeasNew: boolean
  wishes: GiversWish[]
  answers: (AnsweredQuestion & { isNew: boolean })[]
  namesakes: number
  occasion: Occasion
  plan: Plan
  repairs: number
  givers: number
}

/** What somebody who looks for a gift has to know of the exchange. */
type Occasion = Pick<Exchange, 'name' | 'description' | 'budget' | 'exchangeDate' | 'state' | 'messages'> & { exchangeId: string }

/** Shows a giver's match from now on, or hides it again. Refused while nothing is drawn, and to show it also when it can't be opened; throws SignedOut. */
export function revealMatch(em: EntityManager, services: Services, me: Me, isShown: boolean): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    await holdExchangeSignedIn(transaction, me)
    if (isShown) await readReceiverId(transaction, services, me)
    await changePlan(transaction, services, me, (plan) => showing(plan, isShown))
  })
}

/** Hides a giver's match again, in the caller's transaction, which holds the exchange. Throws RuleBroken while nothing is drawn. */
export function hideMatch(em: EntityManager, services: Services, giver: Giver): Promise<void> {
  return changePlan(em, services, giver, (plan) => showing(plan, false))
}

/** The identifier of whoever a giver gives to. Throws RuleBroken while nothing is drawn, or when it can't be opened. */
export async function readReceiverId(em: EntityManager, { vault, log }: Services, giver: Giver): Promise<string> {
  const match = await findSealed(em, { giver: giver.id, exchangeId: giver.exchangeId })
  if (!match) throw new RuleBroken({ code: 'not drawn yet' })
  return openOwn(await exchangeVault(em, vault, giver.exchangeId), log, giver, { draw: match.draw, giver: giver.id, sealedReceiver: match.sealedReceiver })
}

/** Whom a giver gives to, with the newest gift ideas and wishes; undefined unless the match is drawn and revealed. Throws RuleBroken when it can’t be opened. */
export async function readReceiver(em: EntityManager, services: Services, me: Me): Promise<Receiver | undefined> {
  const match = await findSealed(em, { giver: me.id, exchangeId: me.exchangeId })
  if (!match) return undefined
  const { draw, repairs, sealedReceiver, sealedPlans, ...occasion } = match
  const vault = await exchangeVault(em, services.vault, me.exchangeId)
  const receiverId = openOwn(vault, services.log, me, { draw, giver: me.id, sealedReceiver })
  const plan = openPlan(vault, draw, sealedPlans, me.id)
  if (plan.look !== 'shown') return undefined
  const receiver = await findPerson(em, { id: receiverId, exchangeId: me.exchangeId })
  if (!receiver) return undefined
  const names = (await findOthers(em, { exchangeId: me.exchangeId, id: me.id })).map(({ name }) => name)
  const since = newSince(plan, services.world.now())
  const wishes = await readGiversWishes(em, receiverId, plan, since)
  const answers = (await readAnswers(em, services, { exchangeId: me.exchangeId, participantId: receiverId })).map((answer) => ({
    ...answer,
    isNew: isNew(answer.changedAt, since),
  }))
  const { name, giftIdeas, changedAt } = receiver
  return {
    name,
    giftIdeas,
    areIdeasNew: isNew(changedAt, since),
    wishes,
    answers,
    namesakes: countOf(name, names),
    occasion,
    plan,
    repairs,
    givers: names.length + 1,
  }
}

const findSealed = queryOne((db, given: { giver: string; exchangeId: string }) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .innerJoin('Exchange as e', 'e.id', 'd.exchange')
    .select([
      'm.draw',
      'm.sealedReceiver',
      'd.repairs',
      'd.sealedPlans',
      'e.id as exchangeId',
      'e.name',
      'e.description',
      'e.budget',
      'e.exchangeDate',
      'e.state',
      'e.messages',
    ])
    .where('m.giver', '=', given.giver)
    .where('d.exchange', '=', given.exchangeId),
)
const findPerson = queryOne((db, given: { id: string; exchangeId: string }) =>
  db
    .selectFrom('Participant')
    .select(['name', 'giftIdeas', 'giftIdeasChangedAt as changedAt'])
    .where('id', '=', given.id)
    .where('exchange', '=', given.exchangeId),
)
const findOthers = query((db, given: { id: string; exchangeId: string }) =>
  db.selectFrom('Participant').select('name').where('exchange', '=', given.exchangeId).where('withdrawnAt', 'is', null).where('id', '<>', given.id),
)

/** Hidden or shown, a match that was tampered with is told of. */
function openOwn(vault: Opener, log: Logger, me: Giver, match: SealedMatch): string {
  return openOrRefuse(log, { exchange: me.exchangeId, giver: me.id }, 'match is shut', () => receiverOf(vault, match))
}
