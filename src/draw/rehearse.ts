import type { EntityManager } from '../database/orm.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import type { Services } from '../services.ts'
import { mustSample, readReadyToDraw } from './ready-to-draw.ts'
import { quietReport, type Report } from './report.ts'

/** What a trial of the draw showed. `leavesOut`: whether there are rules about gifts that are still to come, which it did without. */
export type Rehearsal = { milliseconds: number; report: Report; leavesOut: boolean }

/**
 * Draws names as the draw would, with the same people and rules, and drops at once who gives to whom: nothing is stored. Registration may be
 * open or closed, as for the draw. `stop` ends it early. Throws NotFound.
 */
export function rehearseDraw(em: EntityManager, services: Services, exchangeId: string, stop: AbortSignal): Promise<Outcome<Rehearsal>> {
  return outcomeOf(rehearse(em, services, exchangeId, stop))
}

async function rehearse(em: EntityManager, services: Services, exchangeId: string, stop: AbortSignal): Promise<Rehearsal> {
  const { problem, softRules } = await readReadyToDraw(em, services, { exchangeId, closes: true })
  const leavesOut = softRules.length > 0
  const began = performance.now()
  // They are left out, so that trials need no brake either. Repeated under changing rules, the time that soft rules take would tell whether they can be kept, and so who gives to whom elsewhere.
  const { method, isCircle, isUniform } = await mustSample({ problem, softRules: [] }, stop)
  const milliseconds = performance.now() - began
  return { milliseconds, leavesOut, report: leavesOut ? quietReport : { method, isCircle, isUniform } }
}
