import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import type { EntityManager } from '../database/orm.ts'
import { Exchange } from '../exchanges/exchange.ts'

/** How a draw came about: the method's name, and what may be said of the result. */
export type DrawReport = { method: string; isCircle: boolean | null; isUniform: boolean }

const DrawSchema = defineEntity({
  name: 'Draw',
  tableName: 'draw',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false).unique(),
    method: p.string().length(40),
    /** Whether all are in one circle; null where that must not be told. */
    isCircle: p.boolean().strictNullable(),
    /** Whether every such draw was equally likely. */
    isUniform: p.boolean(),
    /** What all givers note of their gifts, and when they looked, sealed for this draw: in one row for all, like the marks below. Null until there is something to keep. */
    sealedPlans: p.text().strictNullable(),
    /** Up to where everybody has read their threads of messages, sealed for this draw: in one row for all, which doesn't tell who looks. Null until the first look. */
    sealedMarks: p.text().strictNullable(),
    /** How often it was repaired, or a repair undone: with each, everybody's threads of messages begin anew, since one that went on would tell its reader who gives to them still. */
    repairs: p.integer().default(0),
  },
})

/** The draw of an exchange, from when the names are drawn until that is undone. Its matches are sealed for its identifier. */
export class Draw extends DrawSchema.class {
  /** Notes how the draw came about, as of now. */
  report({ method, isCircle, isUniform }: DrawReport): void {
    this.method = method
    this.isCircle = isCircle
    this.isUniform = isUniform
  }
}
DrawSchema.setClass(Draw)

/** The draw of an exchange whose names are drawn. */
export function drawOf(em: EntityManager, exchange: Exchange): Promise<Draw> {
  return em.findOneOrFail(Draw, { exchange })
}
