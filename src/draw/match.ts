import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { wholeDay } from '../database/whole-day.ts'
import { Participant } from '../participants/participant.ts'
import { Draw } from './draw.ts'

const MatchSchema = defineEntity({
  name: 'Match',
  tableName: 'match',
  properties: {
    ...columns,
    draw: () => belongsTo(Draw).index(false),
    giver: () => belongsTo(Participant).index(false).unique(),
    /** The receiver's identifier, sealed for this draw and this giver. */
    sealedReceiver: p.string().length(255),
    /** On which day the giver first looked, at this receiver or an earlier one; null until then. */
    seenAt: p.datetime().strictNullable(),
    /** On which day the giver first looked since the draw was made or repaired; null until then, while the match is not shown. */
    lookedAt: p.datetime().strictNullable(),
  },
  indexes: [{ properties: ['draw', 'seenAt'] }],
})

/** Who gives to whom: the giver in the open, the receiver sealed. */
export class Match extends MatchSchema.class {
  /** Shows the match, from now on, unless the giver hides it. */
  reveal(now: Date): void {
    this.seenAt ??= wholeDay(now)
    this.lookedAt ??= wholeDay(now)
  }

  /** Another receiver, or the same one sealed anew: either way the giver has to look again. */
  replaceReceiver(sealedReceiver: string): void {
    this.sealedReceiver = sealedReceiver
    this.lookedAt = null
  }
}
MatchSchema.setClass(Match)
