import type { EventArgs, EventSubscriber } from '@mikro-orm/core'
import type { World } from '../world.ts'

type Stamped = { createdAt?: Date; updatedAt?: Date }

/** Sets `createdAt` and `updatedAt` of each row by the world's clock. */
export class Timestamps implements EventSubscriber<Stamped> {
  private readonly world: World
  constructor(world: World) {
    this.world = world
  }
  beforeCreate({ entity }: EventArgs<Stamped>): void {
    entity.createdAt ??= this.world.now()
    entity.updatedAt ??= entity.createdAt
  }
  beforeUpdate({ entity }: EventArgs<Stamped>): void {
    entity.updatedAt = this.world.now()
  }
}
