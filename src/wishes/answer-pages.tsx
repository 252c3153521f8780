import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Owner } from '../ui/form-owner.tsx'
import { Heading } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { AnswerField } from './answer-fields.tsx'
import type { AnsweredQuestion } from './answers.ts'

/** The page around the answers. */
export function AnswersPage({ frame, children }: { frame: Frame; children: Child }) {
  const { t } = frame
  const title = t('answers.title')
  return (
    <Page title={title} frame={frame} nav="participant">
      <Heading title={title} lead={t('answers.lead')} back={{ path: paths.dashboard(), label: t('page.navigation.myExchange') }} />
      {children}
    </Page>
  )
}

/** The form with all questions. */
export function AnswersPart({ questions, form, t }: { questions: AnsweredQuestion[]; form: Refused; t: Printer }) {
  if (questions.length === 0) return <p class="quiet">{t('answers.none')}</p>
  return (
    <Form id="answers-form" action={paths.answers()} form={form} t={t}>
      <Owner id={form.typed.participant_id} />
      <input type="hidden" name="version" value={form.typed.version} />
      {questions.map((question) => (
        <AnswerField question={question} form={form} t={t} />
      ))}
      <SendOrLeave send={t('answers.send')} path={paths.dashboard()} t={t} />
    </Form>
  )
}
