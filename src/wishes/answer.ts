import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Participant } from '../participants/participant.ts'
import { Question } from './question.ts'

const AnswerSchema = defineEntity({
  name: 'Answer',
  tableName: 'answer',
  properties: {
    ...columns,
    question: () => belongsTo(Question).index(false),
    participant: () => belongsTo(Participant),
    /** What was answered, sealed with the key of the exchange. */
    sealedText: p.text(),
    /** When the answer last became another one. */
    changedAt: p.datetime(),
  },
  uniques: [{ properties: ['question', 'participant'] }],
})

/** What a participant answers to a question, for whoever gives to them alone. */
export class Answer extends AnswerSchema.class {
  /** Puts another answer in place of this one. */
  replace(sealedText: string, now: Date): void {
    this.sealedText = sealedText
    this.changedAt = now
  }
}
AnswerSchema.setClass(Answer)
