import type { Printer } from '../language/printer.ts'
import { Input, TextArea } from '../ui/field.tsx'
import { Name } from '../ui/heading.tsx'
import type { Refused } from '../web/form.ts'
import { fieldOf } from './answer-forms.ts'
import type { AnsweredQuestion } from './answers.ts'
import { optionsOf } from './question.ts'

type FieldProperties = { question: AnsweredQuestion; form: Refused; t: Printer }

/** The field in which a question is answered. */
export function AnswerField({ question, form, t }: FieldProperties) {
  if (question.kind === 'choice') return <ChoiceField question={question} form={form} t={t} />
  const field = { form, t, name: fieldOf(question.id), label: <Name>{question.text}</Name>, hint: hintOf(question, t), optional: !question.required }
  if (question.kind === 'line') return <Input {...field} autocomplete="off" />
  if (question.kind === 'address') return <TextArea {...field} rows={4} autocomplete="street-address" />
  return <TextArea {...field} rows={4} autocomplete="off" />
}

/** What helps to answer: undefined where the question says it all. */
function hintOf({ kind, required, isShut }: AnsweredQuestion, t: Printer): string | undefined {
  if (isShut) return t('answers.shut')
  const hints = [required && t('answers.needed'), kind === 'address' && t('answers.address.hint')].filter((hint) => hint !== false)
  return hints.length === 0 ? undefined : hints.join(' ')
}

/** Options to choose one of, or none. */
function ChoiceField({ question, form, t }: FieldProperties) {
  const name = fieldOf(question.id)
  const error = form.errors[name]
  const hint = hintOf(question, t)
  const about = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  const chosen = form.typed[name] ?? ''
  return (
    <fieldset class={error ? 'field choice wrong' : 'field choice'} aria-describedby={about || undefined}>
      <legend>
        <Name>{question.text}</Name>
        {!question.required && <span class="optional"> {t('form.optional')}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        {[...optionsOf(question), ''].map((option) => (
          <label class="tick">
            <input type="radio" name={name} value={option} checked={option === chosen} />
            {option === '' ? <span>{t('answers.noAnswer')}</span> : <span dir="auto">{option}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
