import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { isVisible, line, text } from '../web/form.ts'
import { type Version, versionOf } from '../web/version.ts'
import type { AnsweredQuestion } from './answers.ts'
import { optionsOf, type QuestionKind } from './question.ts'

/** The most characters that an answer may have. */
const longestAnswer = { line: 200, text: 1000, address: 500 } as const

type Asked = Pick<AnsweredQuestion, 'id' | 'text' | 'kind' | 'options'>

/** The field of the answer to a question. */
export function fieldOf(questionId: string): string {
  return `answer_${questionId}`
}

/** The form with an answer to each question, of which those that were not sent stay out of the values. */
export function answersForm(questions: readonly Asked[]) {
  return v.object(Object.fromEntries(questions.map((question) => [fieldOf(question.id), v.optional(answerTo(question))])))
}

/** One answer; where nothing can be seen, it is none. */
function answerTo(question: Asked): v.GenericSchema<string | undefined, string> {
  if (question.kind === 'choice') return v.picklist(['', ...optionsOf(question)], later('answers.choice'))
  const typed = question.kind === 'line' ? line(longestAnswer.line) : text(longestAnswer[question.kind])
  return v.pipe(
    typed,
    v.transform((answer) => (isVisible(answer) ? answer.trim() : '')),
  )
}

/** The version of a form: what was answered, and what was asked, when it was made. */
export function versionOfAnswers(questions: readonly AnsweredQuestion[]): Version {
  return Object.assign(
    {},
    ...questions.flatMap(({ id, answer, ...asked }) => [versionOf({ [fieldOf(id)]: answer }, [fieldOf(id)]), versionOfAsked({ id, ...asked })]),
  )
}

/** The version of what is asked, without the options, to which some may be added. */
export function versionOfAsked({ id, text, kind }: { id: string; text: string; kind: QuestionKind }): Version {
  return versionOf({ [`asked_${id}`]: [kind, text] }, [`asked_${id}`])
}
