import { type EntityClass, type Opt, p } from '@mikro-orm/core'

/** A column for an identifier, as `world.newId()` makes it. It is text on both databases: a search for something else finds nothing, and is no error. */
export function identifier() {
  return p.uuid().columnType('text')
}

/** What every table has. The identifier comes from `world.newId()`; the two timestamps are set by the entity manager's subscriber, as `timestamps.ts` says. */
export const columns = {
  id: identifier().primary(),
  createdAt: p.datetime().$type<Opt<Date>>(),
  updatedAt: p.datetime().$type<Opt<Date>>(),
}

/** A reference to the row that this one belongs to, which can't be deleted or renamed meanwhile. */
export function belongsTo<Owner extends object>(owner: EntityClass<Owner>) {
  return p.manyToOne(owner).ref().index().updateRule('restrict').deleteRule('restrict')
}
