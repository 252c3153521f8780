import { issueSecretLinks } from '../auth/secret-links.ts'
import type { EntityManager } from '../database/orm.ts'
import { queryOne } from '../database/query.ts'
import { RuleBroken } from '../errors.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { exchangeVault, exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { queueEmails, takeBackEmails } from '../mail/outbox.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import { takeOut } from '../participants/withdraw.ts'
import type { Services } from '../services.ts'
import { hasLooked, lookingAnew, openPlans, sealPlans } from '../wishes/plan.ts'
import { removeRule } from './delete-rule.ts'
import { type Draw, drawOf } from './draw.ts'
import { DrawRepair } from './draw-repair.ts'
import { shuffle } from './engine/random.ts'
import { causeOfRepair, repairReport } from './repair-draw.ts'
import { openDrawBefore, openOrRefuse, type Pairs } from './seal.ts'
import { changedGivers, openDraw, storeDraw } from './stored-draw.ts'

/**
 * Takes back the last repair of a draw with its cause: who left is in again, who joined is out, the rule is gone, and
 * everybody gives to whom they gave before. Refused when there is none, or somebody has looked since.
 */
export function undoRepair(em: EntityManager, services: Services, exchangeId: string): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    const repair = await transaction.findOne(DrawRepair, { exchange }, { populate: ['participant'] })
    if (!repair) throw new RuleBroken({ code: 'no repair to undo' })
    const draw = await drawOf(transaction, exchange)
    const before = await drawBefore(transaction, services, draw, repair)
    const { pairs: now, plans, matches } = await openDraw(transaction, services, draw)
    // Whoever looked counts, concerned or not: else a refusal would tell the organiser, who sees that somebody has looked, about whom it is.
    if (Object.values(plans).some(hasLooked)) throw new RuleBroken({ code: 'repair was seen' })
    await storeDraw(transaction, services, draw, before, { before: now, matches, plans })
    await restorePlans(transaction, services, draw, repair, [...before.keys()])
    draw.report(repairReport)
    const { cause, participant, ruleId } = repair
    if (cause === 'rule') await removeRule(transaction, exchange, ruleId ?? '')
    else if (cause === 'left') participant?.unwrap().comeBack()
    else if (participant) await takeOut(transaction, services, participant.unwrap(), false)
    transaction.remove(repair)
    const untold = await takeBackEmails(transaction, services.vault, causeOfRepair(draw.id, repair.id))
    const concerned = changedGivers(now, before).filter((giver) => !untold.includes(giver))
    await tell(transaction, services, draw, { givers: [...before.keys()], concerned, returned: cause === 'left' ? participant?.id : undefined })
  })
}

/** Why a draw was repaired last, and who left or joined. */
export type LastRepair = NonNullable<Awaited<ReturnType<typeof findLastRepair>>>

/** The last repair, if there is one to undo. Whether somebody has looked since shows only when it is tried. */
export function readLastRepair(em: EntityManager, exchangeId: string): Promise<LastRepair | undefined> {
  return findLastRepair(em, { exchangeId })
}

const findLastRepair = queryOne((db, given: { exchangeId: string }) =>
  db
    .selectFrom('DrawRepair as d')
    .leftJoin('Participant as p', 'p.id', 'd.participant')
    .select(['d.cause', 'p.name'])
    .where('d.exchange', '=', given.exchangeId),
)

async function drawBefore(em: EntityManager, services: Services, draw: Draw, repair: DrawRepair): Promise<Pairs> {
  const vault = await exchangeVault(em, services.vault, draw.exchange.id)
  const open = () => openDrawBefore(vault, { draw: draw.id, ...repair })
  return openOrRefuse(services.log, { draw: draw.id, repair: repair.id }, 'draw is shut', open)
}

/** Gives back what everybody had noted before the repair; nobody has looked since. */
async function restorePlans(em: EntityManager, services: Services, draw: Draw, { sealedPlansBefore }: DrawRepair, givers: string[]): Promise<void> {
  if (sealedPlansBefore === null) return
  const vault = await exchangeVaultToSeal(em, services, draw.exchange.id)
  const plans = Object.entries(openPlans(vault, draw.id, sealedPlansBefore, givers)).map(([giver, plan]) => [giver, lookingAnew(plan)])
  draw.sealedPlans = sealPlans(vault, draw.id, Object.fromEntries(plans), draw.sealedPlans)
}

type Told = { givers: string[]; concerned: string[]; returned: string | undefined }

/** As after the repair itself: only who is concerned hears of it, though an e-mail waits for everybody, and whoever has not heard of the repair yet hears of neither. */
async function tell(em: EntityManager, services: Services, { id: drawId, exchange }: Draw, { givers, concerned, returned }: Told): Promise<void> {
  const readers = shuffle(await em.find(Participant, { exchange, id: { $in: givers } }), services.world.randomBelow)
  const linkSet = services.world.newId()
  await issueSecretLinks(em, services, exchange.id, linkSet)
  await queueEmails(
    em,
    services,
    readers.map((reader) => ({
      kind: reader.id === returned ? ('back in' as const) : ('restored match' as const),
      reader,
      parameters: reader.id === returned ? { drawId } : { drawId, linkSet, isConcerned: concerned.includes(reader.id) ? (1 as const) : (0 as const) },
      exchangeId: exchange.id,
      cause: `repair:${drawId}:${services.world.newId()}`,
    })),
  )
}
