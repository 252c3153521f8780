import { ifItOpens, type Opener, type Vault } from '../vault.ts'

/** How far a giver is with the gift. */
export const gifts = ['none', 'chosen', 'bought', 'ready'] as const
export type Gift = (typeof gifts)[number]

/** A wish that a giver has taken, and its version at that time. */
type TakenWish = [wishId: string, version: number]

/**
 * What a giver keeps to themselves: how far the gift is, and whether that was said since the draw was made or repaired (`isCounted`); which wishes are picked; and when
 * visits to the giver's page began (milliseconds; null for never): `lookedAt` the last one, `before` the one before that.
 */
export type Plan = { gift: Gift; isCounted: boolean; taken: TakenWish[]; lookedAt: number | null; before: number | null }

export const emptyPlan: Plan = { gift: 'none', isCounted: false, taken: [], lookedAt: null, before: null }

/** A plan as it is stored, with the identifiers of its draw and its giver; null where there is none. */
type SealedPlan = { draw: string; giver: string; sealedPlan: string | null }

/** The most wishes that can be taken: as many as a list has. */
export const mostTaken = 50

/** As many bytes as the longest plan can have: were they of different lengths, one would tell how many wishes are picked. */
const bytes = 3072
const purpose = 'plan'

/** Seals a plan, with the vault of the exchange, for one draw and one giver. All are of one length. */
export function sealPlan(vault: Vault, drawId: string, giverId: string, plan: Plan): string {
  return vault.seal(JSON.stringify(plan).padEnd(bytes), purpose, `${drawId} ${giverId}`)
}

/** The plan of a giver; an empty one where there is none, or where it can't be opened: what it held is lost, and the giver begins anew. */
export function openPlan(vault: Opener, { draw, giver, sealedPlan }: SealedPlan): Plan {
  if (sealedPlan === null) return emptyPlan
  return ifItOpens(() => JSON.parse(vault.open(sealedPlan, purpose, `${draw} ${giver}`))) ?? emptyPlan
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

const visit = 30 * 60_000

/** What was there when the giver last looked, before this visit, is not new; null on the first one. A visit lasts half an hour from its beginning. */
export function newSince(plan: Plan, now: Date): number | null {
  return isSameVisit(plan, now) ? plan.before : plan.lookedAt
}

/** Whether something that changed at that time is new; what never changed is not. */
export function isNew(changedAt: Date | null | undefined, since: number | null): boolean {
  return changedAt != null && since !== null && changedAt.getTime() > since
}

/** As it is after a look at `now`; undefined while the same visit goes on, which changes nothing. */
export function looking(plan: Plan, now: Date): Plan | undefined {
  return isSameVisit(plan, now) ? undefined : { ...plan, lookedAt: now.getTime(), before: plan.lookedAt }
}

function isSameVisit({ lookedAt }: Plan, now: Date): boolean {
  return lookedAt !== null && now.getTime() - lookedAt < visit
}
