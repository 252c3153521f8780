import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns, identifier } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'
import { Participant } from '../participants/participant.ts'

const DrawRepairSchema = defineEntity({
  name: 'DrawRepair',
  tableName: 'draw_repair',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false).unique(),
    /** Why the draw was repaired: `participant` left or joined, or the rule `ruleId` was added. */
    cause: p.enum(['left', 'joined', 'rule'] as const),
    participant: () => belongsTo(Participant).nullable(),
    ruleId: identifier().nullable(),
    /** The whole draw as it was before, so that its length tells nothing of what was changed. */
    sealedDrawBefore: p.text(),
    /** The plans of all who gave, as they were sealed before; null where there were none. */
    sealedPlansBefore: p.text().strictNullable(),
  },
})

/** The last repair of a draw, kept so that it can be undone. */
export class DrawRepair extends DrawRepairSchema.class {}
DrawRepairSchema.setClass(DrawRepair)
