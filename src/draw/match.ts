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
    /** What the giver notes of the gift, sealed for this draw and this giver; null until the first note, or look. */
    sealedPlan: p.text().strictNullable(),
    /** Whether the giver wants the name shown at present. */
    revealed: p.boolean().default(false),
    /** On which day the giver first looked, at this receiver or an earlier one; null until then. */
    seenAt: p.datetime().strictNullable(),
    /** On which day the giver first looked since the draw was made or repaired; null until then. */
    lookedAt: p.datetime().strictNullable(),
  },
  indexes: [{ properties: ['draw', 'seenAt'] }],
})

/** Who gives to whom: the giver in the open, the receiver sealed. */
export class Match extends MatchSchema.class {
  reveal(now: Date): void {
    this.revealed = true
    this.seenAt ??= wholeDay(now)
    this.lookedAt ??= wholeDay(now)
  }

  /** Another receiver, or the same one sealed anew: either way the giver has to look again. What the giver keeps is sealed anew, too, or a new one, if there is any. */
  replaceReceiver(sealed: Pick<Match, 'sealedReceiver' | 'sealedPlan'>): void {
    Object.assign(this, sealed)
    this.revealed = false
    this.lookedAt = null
  }

  hide(): void {
    this.revealed = false
  }
}
MatchSchema.setClass(Match)
