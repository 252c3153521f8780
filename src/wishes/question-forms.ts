import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { checkbox, countCharacters, isVisible, neededLine, text } from '../web/form.ts'
import { withoutMarks } from '../web/marks.ts'
import { readVersion } from '../web/version.ts'
import { longestQuestion, type QuestionContents, questionKinds } from './question.ts'
import { templateNames } from './question-templates.ts'

/** How many options a choice has, and how long each may be, in characters. */
export const fewestOptions = 2
export const mostOptions = 20
const longestOption = 80

const texts = { text: neededLine(longestQuestion, later('questions.text.missing')), required: checkbox }
const kind = v.pipe(v.optional(v.string(), ''), v.picklist(questionKinds, later('questions.kind.missing')))

/** One option for each line that says something, each once. */
const options = v.pipe(
  text(mostOptions * longestOption * 2),
  v.transform((lines) => [...new Set(lines.split('\n').map(withoutMarks).filter(isVisible))]),
  v.check((list) => list.length <= mostOptions, later('questions.options.tooMany', { most: mostOptions })),
  v.check(
    (list) => list.every(fits),
    ({ input }) => later('questions.options.tooLong', { most: longestOption, option: (input as string[]).find((option) => !fits(option)) ?? '' }),
  ),
  v.transform((list) => list.join('\n')),
)

function fits(option: string): boolean {
  return countCharacters(option) <= longestOption
}

/** The yes to losing answers, and of how many of them the form told: infinitely many where it does not say. */
const agreement = {
  confirm: v.optional(v.string(), ''),
  told: v.fallback(v.optional(v.pipe(v.string(), v.digits(), v.transform(Number)), String(Number.MAX_SAFE_INTEGER)), Number.MAX_SAFE_INTEGER),
}

const NewQuestion = withOptions(v.object({ ...texts, kind, options }))
const Template = v.object({ template: v.picklist(templateNames) })

/** A question that the organiser asks, or the name of a template. */
export const AskForm = v.lazy((typed) => ((typed as { template?: string }).template === undefined ? NewQuestion : Template))

/** A question that is changed; how it is answered stays as it is `stored` where the form does not ask. */
export function editForm(stored: QuestionContents) {
  const version = v.pipe(v.optional(v.string(), ''), v.transform(readVersion))
  return withOptions(v.object({ ...texts, kind: v.optional(kind, stored.kind), options: v.optional(options, stored.options), version, ...agreement }))
}

export const DeleteQuestionForm = v.object(agreement)

export const MoveQuestionForm = v.object({ direction: v.picklist(['up', 'down']) })

/** How many answers a form agrees to lose. */
export function agreedTo({ confirm, told }: { confirm: string; told: number }): number {
  return confirm === 'yes' ? told : 0
}

/** A choice has options, and no other question has any. */
function withOptions<Values extends Pick<QuestionContents, 'kind' | 'options'> & Record<string, unknown>>(
  fields: v.GenericSchema<Record<string, unknown>, Values>,
) {
  return v.pipe(
    fields,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.value.kind !== 'choice' || dataset.value.options.split('\n').length >= fewestOptions) return
      const path: [v.IssuePathItem] = [{ type: 'object', origin: 'value', input: dataset.value, key: 'options', value: dataset.value.options }]
      addIssue({ message: later('questions.options.tooFew', { fewest: fewestOptions }), path })
    }),
    v.transform((values) => (values.kind === 'choice' ? values : { ...values, options: '' })),
  )
}
