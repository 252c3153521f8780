import type { EventArgs, EventSubscriber } from '@mikro-orm/core'
import type { World } from '../world.ts'

type Stamped = { createdAt?: Date; updatedAt?: Date }

/** Dates each row by the world's clock when it is made and when it changes. */
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
