import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { Checkbox, Input, Select, TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import type { Refused } from '../web/form.ts'
import { questionKinds } from './question.ts'
import { fewestOptions, mostOptions } from './question-forms.ts'
import type { ExchangeOfQuestions } from './questions.ts'

/** The form for one more question. */
export function AskCard({ exchange, form, t }: { exchange: ExchangeOfQuestions; form: Refused; t: Printer }) {
  const action = paths.questions(exchange.id)
  return (
    <Form action={action} title={t('questions.ask')}>
      <TextField form={form} t={t} />
      <KindFields form={form} t={t} />
      <RequiredField form={form} t={t} />
      <Actions>
        <Button hx-post={action} hx-target="#questions" hx-swap="outerHTML" hx-include="closest form" hx-disable="this">
          {t('questions.send')}
        </Button>
      </Actions>
    </Form>
  )
}

type FieldProperties = { form: Refused; t: Printer }

/** What is asked. */
export function TextField({ form, t }: FieldProperties) {
  return <Input form={form} t={t} name="text" label={t('questions.text')} autocomplete="off" />
}

/** How it is answered; the options show where they count. */
export function KindFields({ form, t }: FieldProperties) {
  return (
    <div class="kind-of-answer">
      <Select
        form={form}
        t={t}
        name="kind"
        label={t('questions.kind')}
        options={questionKinds.map((kind) => ({ value: kind, label: t(`questions.kind.${kind}`) }))}
      />
      <OptionsField form={form} hint={t('questions.options.hint', { fewest: fewestOptions, most: mostOptions })} t={t} />
    </div>
  )
}

/** What can be chosen. */
export function OptionsField({ form, hint, t }: FieldProperties & { hint: string }) {
  return <TextArea form={form} t={t} name="options" label={t('questions.options')} hint={hint} optional="either" rows={4} />
}

/** Whether everybody should answer. */
export function RequiredField({ form, t }: FieldProperties) {
  return <Checkbox form={form} t={t} name="required" label={t('questions.isRequired')} hint={t('questions.isRequired.hint')} />
}
