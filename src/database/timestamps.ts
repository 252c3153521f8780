import type { EventArgs, EventSubscriber } from '@mikro-orm/core'
import type { World } from '../world.ts'
import { wholeDay } from './whole-day.ts'

type Stamps = { createdAt: Date; updatedAt: Date }

/** Rows that participants make, and of which nobody asks when they were made. */
const madeByDay = new Set(['Answer', 'BlockedAddress', 'EndedSession', 'RateLimit', 'Wish', 'WishRevision'])
/** Calendars take the newer of two versions. */
const changedToTheMoment = new Set(['Exchange'])

/** What `createdAt` and `updatedAt` of a row of that entity become now. A change is stored by its day wherever nobody asks for more. */
export function stampsOf(entity: string, { now }: Pick<World, 'now'>): Stamps {
  const at = now()
  return { createdAt: madeByDay.has(entity) ? wholeDay(at) : at, updatedAt: changedToTheMoment.has(entity) ? at : wholeDay(at) }
}

/** Sets `createdAt` and `updatedAt` of each row by the world's clock. */
export class Timestamps implements EventSubscriber<Partial<Stamps>> {
  private readonly world: World
  constructor(world: World) {
    this.world = world
  }
  beforeCreate({ entity, meta }: EventArgs<Partial<Stamps>>): void {
    const { createdAt, updatedAt } = stampsOf(meta.className, this.world)
    entity.createdAt ??= createdAt
    entity.updatedAt ??= updatedAt
  }
  beforeUpdate({ entity, meta }: EventArgs<Partial<Stamps>>): void {
    entity.updatedAt = stampsOf(meta.className, this.world).updatedAt
  }
}
