import { type OfAll, openForAll, openIfPossible, sealForAll } from '../keys/seal-for-all.ts'
import type { Opener, Vault } from '../vault.ts'

/** How far a giver is with the gift. */
export const gifts = ['none', 'chosen', 'bought', 'ready'] as const
export type Gift = (typeof gifts)[number]

/** A wish that a giver has taken, and its version at that time. */
type TakenWish = [wishId: string, version: number]

/** Whether a giver has looked whom they give to: never; not since the draw was repaired; and since then, so that the name is shown, or hidden again. */
export type Look = 'never' | 'earlier' | 'shown' | 'hidden'

/**
 * What a giver keeps to themselves: how far the gift is, and whether that was said since the draw was made or repaired (`isCounted`); which wishes are picked; whether
 * they have looked; and when visits to the giver's page began (milliseconds; null for never): `lookedAt` the last one, `before` the one before that.
 */
export type Plan = { gift: Gift; isCounted: boolean; taken: TakenWish[]; look: Look; lookedAt: number | null; before: number | null }

export const emptyPlan: Plan = { gift: 'none', isCounted: false, taken: [], look: 'never', lookedAt: null, before: null }

/** The plans of all who give in a draw, by their identifiers. */
export type Plans = OfAll<Plan>

/** The most wishes that can be taken: as many as a list has. */
export const mostTaken = 50

/** Room for three picked wishes each; among a few people, for one who picks everything. */
const kind = (drawId: string) => ({ purpose: 'plans', context: drawId, room: (people: number) => Math.max(4096, 320 * people) })

/** Seals the plans of all who give, with the vault of the exchange, for one draw, in place of what was sealed `before`. */
export function sealPlans(vault: Vault, drawId: string, plans: Plans, before: string | null): string {
  return sealForAll(vault, kind(drawId), plans, before)
}

/** The plans of `givers`; empty ones where there are none, or they can't be opened: what they held is lost, and everybody begins anew. */
export function openPlans(vault: Opener, drawId: string, sealedPlans: string | null, givers: readonly string[]): Plans {
  return openForAll(vault, kind(drawId), sealedPlans, givers, emptyPlan)
}

/** How many of all who give have ever looked. */
export function countLooks(vault: Opener, drawId: string, sealedPlans: string): number {
  return Object.values(openIfPossible<Plan>(vault, kind(drawId), sealedPlans) ?? {}).filter(hasEverLooked).length
}

/** The plan of one giver, as `openPlans` gives it. */
export function openPlan(vault: Opener, drawId: string, sealedPlans: string | null, giverId: string): Plan {
  return openPlans(vault, drawId, sealedPlans, [giverId])[giverId] ?? emptyPlan
}

/** Whether one more wish can be taken, or this one is. */
export function hasRoomFor({ taken }: Plan, wishId: string): boolean {
  return taken.length < mostTaken || taken.some(([id]) => id === wishId)
}

/** With a wish taken, as it is at that version, or given back. */
export function taking(plan: Plan, [wishId, version]: TakenWish, isTaken: boolean): Plan {
  const others = plan.taken.filter(([id]) => id !== wishId)
  return { ...plan, taken: isTaken ? [...others, [wishId, version]] : others }
}

/** Whether the giver has looked at this receiver since the draw was made or repaired. */
export function hasLooked({ look }: Plan): boolean {
  return look === 'shown' || look === 'hidden'
}

/** Whether the giver has looked at this receiver or an earlier one. */
export function hasEverLooked({ look }: Plan): boolean {
  return look !== 'never'
}

/** With the name shown from now on, or hidden again, which means nothing to whoever has not looked. */
export function showing(plan: Plan, isShown: boolean): Plan {
  if (isShown) return { ...plan, look: 'shown' }
  return hasLooked(plan) ? { ...plan, look: 'hidden' } : plan
}

/** As it is where everybody has to look anew. */
export function lookingAnew(plan: Plan): Plan {
  return hasEverLooked(plan) ? { ...plan, look: 'earlier' } : plan
}

/** As it is after a repair. With the same receiver it goes on, but the gift is not counted: else the total would tell how many givers got another, and with a rule, who. */
export function onceRepaired(plan: Plan, isSameReceiver: boolean): Plan {
  return lookingAnew(isSameReceiver ? { ...plan, isCounted: false } : { ...emptyPlan, look: plan.look })
}

const visit = 30 * 60_000

/** What was there when the giver last looked, before this visit, is not new; null on the first one. A visit lasts half an hour from its beginning. */
export function newSince(plan: Plan, now: Date): number | null {
  return isSameVisit(plan, now) ? plan.before : plan.lookedAt
}

/** Whether something that changed at that time is new; what never changed is not. */
export function isNew(changedAt: Date | null | undefined, since: number | null): boolean {
  return changedAt != null && since !== null && changedAt.getTime() > since
}

/** As it is after a look at `now`; the same while one visit goes on. */
export function looking(plan: Plan, now: Date): Plan {
  return isSameVisit(plan, now) ? plan : { ...plan, lookedAt: now.getTime(), before: plan.lookedAt }
}

function isSameVisit({ lookedAt }: Plan, now: Date): boolean {
  return lookedAt !== null && now.getTime() - lookedAt < visit
}
