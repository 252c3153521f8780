import type { Printer } from '../language/printer.ts'
import type { Refused } from '../web/form.ts'
import { Actions, Button } from './button.tsx'
import { Input } from './field.tsx'

type EmailProperties = { form: Refused; label: string; autocomplete: string; t: Printer }

/** The field `email`, and, where its domain looks like a slip, the question which address is meant: each answer sends the form. */
export function EmailField({ form, label, autocomplete, t }: EmailProperties) {
  const { question, typed } = form
  return (
    <>
      <Input form={form} t={t} name="email" type="email" label={label} autocomplete={autocomplete} inputmode="email" />
      {question === undefined && typed.email_confirmed && <input type="hidden" name="email_confirmed" value={typed.email_confirmed} />}
      {question && (
        <Actions>
          {/* Browsers press the first button of a form when somebody presses Enter, and that must not answer. */}
          <button hidden>{t('emailField.send')}</button>
          <Button name="email_confirmed" value={question.suggested}>
            {t('emailField.yes', { address: question.suggested })}
          </Button>
          <Button tone="secondary" name="email_confirmed" value={question.email}>
            {t('emailField.no', { address: question.email })}
          </Button>
        </Actions>
      )}
    </>
  )
}
