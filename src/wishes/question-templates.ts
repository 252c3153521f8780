import type { Printer } from '../language/printer.ts'
import type { QuestionContents } from './question.ts'

/** Templates by their names: a few good questions for an occasion, as they are asked in the language of the exchange. */
const templates = {
  family: (t: Printer): QuestionContents[] => [
    asked('line', t('questions.template.family.size')),
    asked('line', t('questions.template.family.colours')),
    asked('text', t('questions.template.family.enough')),
  ],
  office: (t: Printer): QuestionContents[] => [
    asked('line', t('questions.template.office.not')),
    choice(t('questions.template.office.drink'), [
      t('questions.template.office.drink.coffee'),
      t('questions.template.office.drink.tea'),
      t('questions.template.office.drink.both'),
      t('questions.template.office.drink.neither'),
    ]),
    choice(t('questions.template.office.plant'), [t('questions.template.office.plant.yes'), t('questions.template.office.plant.no')]),
  ],
  post: (t: Printer): QuestionContents[] => [{ ...asked('address', t('questions.template.post.address')), required: true }],
}

export type TemplateName = keyof typeof templates
export const templateNames = Object.keys(templates) as TemplateName[]

/** The questions of a template. */
export function questionsOfTemplate(name: TemplateName, t: Printer): QuestionContents[] {
  return templates[name](t)
}

function asked(kind: QuestionContents['kind'], text: string): QuestionContents {
  return { text, kind, options: '', required: false }
}

function choice(text: string, options: string[]): QuestionContents {
  return { ...asked('choice', text), options: options.join('\n') }
}
