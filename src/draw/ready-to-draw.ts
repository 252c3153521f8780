import type { EntityManager } from '../database/orm.ts'
import { NotFound, RuleBroken } from '../errors.ts'
import { Exchange } from '../exchanges/exchange.ts'
import type { Services } from '../services.ts'
import { type Constraints, mustBeKeepable, readConstraints } from './constraints.ts'
import type { SampledDraw } from './engine/sample.ts'
import { sampleInThread } from './in-thread.ts'

/** Which exchange's names are drawn, and whether registration is closed with it. */
export type WhatToDraw = { exchangeId: string; closes?: boolean }

/** The people and rules of an exchange whose names can be drawn now. Throws NotFound, and RuleBroken when they can't. */
export async function readReadyToDraw(em: EntityManager, services: Services, { exchangeId, closes = false }: WhatToDraw): Promise<Constraints> {
  const exchange = await em.findOne(Exchange, { id: exchangeId })
  if (!exchange) throw new NotFound('There is no such exchange.')
  const constraints = await readConstraints(em, services, exchangeId)
  exchange.mustBeReadyToDraw(constraints.people.length, services.world.now(), closes)
  mustBeKeepable(constraints)
  return constraints
}

/**
 * A draw, made in a thread of its own. It keeps the soft rules, too, where that leaves a draw. Whether it did, and the shape of a draw
 * that it shaped, could tell who gives to whom elsewhere. Throws RuleBroken when no draw is possible.
 */
export async function mustSample({ problem, softRules }: Pick<Constraints, 'problem' | 'softRules'>, stop?: AbortSignal): Promise<SampledDraw> {
  const withSoftRules = softRules.length > 0 ? await sampleInThread({ ...problem, rules: [...problem.rules, ...softRules] }, stop) : undefined
  const sample = withSoftRules ?? (await sampleInThread(problem, stop))
  if (!sample) throw new RuleBroken({ code: 'no draw is possible' })
  return sample
}
