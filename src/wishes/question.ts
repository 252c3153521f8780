import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Exchange } from '../exchanges/exchange.ts'

/** How a question is answered: in a line, in a few, by one of several options, or by a postal address. */
export const questionKinds = ['line', 'text', 'choice', 'address'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** The most questions that an exchange may have. */
export const mostQuestions = 10
/** The most characters that a question may have. */
export const longestQuestion = 120

const QuestionSchema = defineEntity({
  name: 'Question',
  tableName: 'question',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange),
    /** The place among the questions of the exchange; the lowest comes first. */
    position: p.integer(),
    text: p.string().length(longestQuestion),
    kind: p.enum(questionKinds),
    /** What can be chosen, one per line; empty for a question of another kind. */
    options: p.text(),
    required: p.boolean(),
  },
})

/** What the organiser asks. */
export type QuestionContents = Pick<Question, 'text' | 'kind' | 'options' | 'required'>

/** Something that the organiser of an exchange asks everybody, for whoever gives to them. */
export class Question extends QuestionSchema.class {
  /** What is asked, as it stands. */
  contents(): QuestionContents {
    const { text, kind, options, required } = this
    return { text, kind, options, required }
  }

  change(contents: QuestionContents): void {
    Object.assign(this, contents)
  }

  moveTo(position: number): void {
    this.position = position
  }
}
QuestionSchema.setClass(Question)

/** What can be chosen of a question's options. */
export function optionsOf({ options }: Pick<Question, 'options'>): string[] {
  return options === '' ? [] : options.split('\n')
}
