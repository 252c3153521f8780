import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Participant } from '../participants/participant.ts'
import { Draw } from './draw.ts'

const MatchSchema = defineEntity({
  name: 'Match',
  tableName: 'match',
  properties: {
    ...columns,
    draw: () => belongsTo(Draw),
    giver: () => belongsTo(Participant).index(false).unique(),
    /** The receiver's identifier, sealed for this draw and this giver. */
    sealedReceiver: p.string().length(255),
  },
})

/** Who gives to whom: the giver in the open, the receiver sealed. Whether the giver has looked stands in the plans of all (`draw.ts`). */
export class Match extends MatchSchema.class {}
MatchSchema.setClass(Match)
