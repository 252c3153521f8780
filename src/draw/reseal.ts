import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { holdExchangeIfThere } from '../exchanges/hold-exchange.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import { ifItOpens } from '../vault.ts'
import { type Plans, sealPlans } from '../wishes/plan.ts'
import { Draw } from './draw.ts'
import { DrawRepair } from './draw-repair.ts'
import { Match } from './match.ts'
import { isOpen } from './plans.ts'
import { openDrawBefore, receiverOf, sealDrawBefore, sealReceiver } from './seal.ts'

type Keepers = Pick<Services, 'world' | 'vault'>

/**
 * Seals with the key of its exchange each draw that an older version sealed with the installation's secret. One that this does not open stays as it is, until a start that
 * has the right secret. Also seals who had looked, which stood in the open before version 1.4.
 */
export async function resealOldDraws(em: EntityManager, services: Keepers): Promise<void> {
  const old = (await findDraws(em, {})).filter(({ seal }) => services.vault.isSealedHere(`${seal}.`))
  for (const { exchange } of old) await em.transactional((transaction) => reseal(transaction, services, exchange))
  for (const { exchange } of await findOpenPlans(em, {})) await em.transactional((transaction) => sealLooks(transaction, services, exchange))
}

/** By exchange, the first characters of a seal, which name its key: all of a draw have the same. */
const findDraws = query((db) =>
  db
    .selectFrom('Match as m')
    .innerJoin('Draw as d', 'd.id', 'm.draw')
    .select(({ fn, lit }) => ['d.exchange', fn.min(fn<string>('substr', ['m.sealedReceiver', lit(1), lit(8)])).as('seal')])
    .groupBy('d.exchange'),
)

async function reseal(em: EntityManager, services: Keepers, exchangeId: string): Promise<void> {
  const exchange = await holdExchangeIfThere(em, exchangeId)
  const draw = exchange && (await em.findOne(Draw, { exchange }))
  if (!draw) return
  const matches = await em.find(Match, { draw })
  // Another instance may have done it meanwhile.
  if (!matches.every(({ sealedReceiver }) => services.vault.isSealedHere(sealedReceiver))) return
  const repair = await em.findOne(DrawRepair, { exchange })
  const receivers = ifItOpens(() => matches.map(({ giver, sealedReceiver }) => receiverOf(services.vault, { draw: draw.id, giver: giver.id, sealedReceiver })))
  const before = repair && ifItOpens(() => openDrawBefore(services.vault, { draw: draw.id, ...repair }))
  if (!receivers || (repair && before === undefined)) return
  const vault = await exchangeVaultToSeal(em, services, exchangeId)
  for (const [place, match] of matches.entries()) match.sealedReceiver = sealReceiver(vault, draw.id, match.giver.id, receivers[place] as string)
  if (repair && before) repair.sealedDrawBefore = sealDrawBefore(vault, { draw: draw.id, id: repair.id }, before)
}

const findOpenPlans = query((db) => db.selectFrom('Draw').select('exchange').where('sealedPlans', 'like', '{%'))

/** The migration leaves the looks as JSON, where the plans of all stand sealed. */
async function sealLooks(em: EntityManager, services: Keepers, exchange: string): Promise<void> {
  await holdExchangeIfThere(em, exchange)
  const draw = await em.findOne(Draw, { exchange })
  // Another instance may have done it meanwhile.
  if (!draw?.sealedPlans?.startsWith('{')) return
  // Under the key that opens the matches, or not yet.
  if (!(await isOpen(em, services.vault, { id: draw.id, exchange: draw.exchange, sealedPlans: null }))) return
  draw.sealedPlans = sealPlans(await exchangeVaultToSeal(em, services, exchange), draw.id, JSON.parse(draw.sealedPlans) as Plans, null)
}
