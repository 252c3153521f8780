import type { EntityManager } from '../database/orm.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { notifyOrganiser } from '../exchanges/notify-organiser.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { queueEmails } from '../mail/outbox.ts'
import { type Outcome, outcomeOf } from '../outcome.ts'
import { Participant } from '../participants/participant.ts'
import type { Services } from '../services.ts'
import { type Constraints, readConstraints } from './constraints.ts'
import { Draw } from './draw.ts'
import { beginAttempt, endAttempt, noteRefusal } from './draw-attempt.ts'
import { shuffle } from './engine/random.ts'
import type { SampledDraw } from './engine/sample.ts'
import { Match } from './match.ts'
import { mustSample, readReadyToDraw, type WhatToDraw } from './ready-to-draw.ts'
import { sampleWithBrake } from './redraws.ts'
import { quietReport } from './report.ts'
import { sealReceiver } from './seal.ts'

/** The name under which a draw is under way. */
export function drawingOf(exchangeId: string): string {
  return `draw ${exchangeId}`
}

/**
 * Draws who gives to whom: state, sealed matches and e-mails in one transaction, so that all are there or none. The
 * drawing itself happens before, in a thread of its own; when people or rules have changed meanwhile, it is done again.
 * Of simultaneous draws the second finds the names drawn. With `closes`, registration that is open is closed in the same
 * transaction, and stays open when no names can be drawn. What was refused stands in the attempt too, for whoever looks later. Throws
 * NotFound.
 */
export async function drawNames(em: EntityManager, services: Services, what: WhatToDraw, stop?: AbortSignal): Promise<Outcome> {
  const attempt = await beginAttempt(em, services.world, what.exchangeId)
  const outcome = await outcomeOf(draw(em, services, what, stop))
  if (outcome.refusal) await noteRefusal(em, attempt, outcome.refusal)
  return outcome
}

async function draw(em: EntityManager, services: Services, what: WhatToDraw, stop?: AbortSignal): Promise<void> {
  for (;;) {
    const constraints = await readReadyToDraw(em, services, what)
    const sample = await sampleWithBrake(em, services.world, what.exchangeId, constraints, () => mustSample(constraints, stop))
    if (await store(em.fork(), services, what, constraints, sample)) return
  }
}

/** Stores what was drawn, unless people or rules are others by now; returns whether it did. */
function store(
  em: EntityManager,
  services: Services,
  { exchangeId, closes = false }: WhatToDraw,
  constraints: Constraints,
  sample: SampledDraw,
): Promise<boolean> {
  const { world } = services
  return em.transactional(async (transaction) => {
    const exchange = await holdExchange(transaction, exchangeId)
    exchange.becomeMatched(closes)
    if (!isSame(constraints, await readConstraints(transaction, services, exchangeId))) {
      transaction.clear()
      return false
    }
    await endAttempt(transaction, exchange)
    await notifyOrganiser(transaction, services, exchangeId, 'draw done')
    const { method, isCircle, isUniform } = constraints.softRules.length > 0 ? quietReport : sample
    const draw = transaction.create(Draw, { id: world.newId(), exchange, method, isCircle, isUniform })
    const found = await transaction.find(Participant, { exchange, withdrawnAt: null })
    const people = new Map(found.map((participant) => [participant.id, participant]))
    const at = (place: number) => people.get(constraints.people[place]?.id ?? '') as Participant
    const pairs = sample.receivers.map((receiver, giver) => ({ giver: at(giver), receiver: at(receiver) }))
    const vault = await exchangeVaultToSeal(transaction, services, exchangeId)
    // Rows keep the order in which they are stored, so that order has to be one that tells nothing.
    const inAnyOrder = shuffle(pairs, world.randomBelow)
    for (const { giver, receiver } of inAnyOrder) {
      transaction.create(Match, { id: world.newId(), draw, giver, sealedReceiver: sealReceiver(vault, draw.id, giver.id, receiver.id) })
    }
    await queueEmails(
      transaction,
      services,
      inAnyOrder.map(({ giver }) => ({
        kind: 'match notification',
        reader: giver,
        parameters: { drawId: draw.id },
        exchangeId,
        cause: `match:${draw.id}:${giver.id}`,
      })),
    )
    return true
  })
}

function isSame(before: Constraints, now: Constraints): boolean {
  const inShort = ({ people, problem, softRules }: Constraints) => JSON.stringify([people.map(({ id }) => id), problem.rules, softRules])
  return inShort(before) === inShort(now)
}
