import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { SendOrLeave } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Heading, Name } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { KindFields, OptionsField, RequiredField, TextField } from './question-fields.tsx'
import { mostOptions } from './question-forms.ts'
import type { ExchangeOfQuestions, ListedQuestion } from './questions.ts'

type PageProperties = { exchange: ExchangeOfQuestions; question: ListedQuestion; frame: Frame }

/** The form that changes a question, which says what becomes of answers. */
export function EditQuestionPage({ exchange, question, form, frame }: PageProperties & { form: Refused }) {
  const { t } = frame
  return (
    <PageOfQuestion exchange={exchange} title={t('questions.edit.title')} frame={frame}>
      <Form action={paths.question(exchange.id, question.id)} form={form} t={t}>
        <input type="hidden" name="version" value={form.typed.version ?? ''} />
        {question.answers > 0 && <p class="message notice">{t('questions.edit.answered', { answers: question.answers })}</p>}
        <TextField form={form} t={t} />
        <AnswerFields question={question} form={form} t={t} />
        <RequiredField form={form} t={t} />
        <SendOrLeave send={t('questions.edit.send')} path={paths.questions(exchange.id)} t={t} />
      </Form>
    </PageOfQuestion>
  )
}

/** How it is answered, as far as that can still change. */
function AnswerFields({ question, form, t }: { question: ListedQuestion; form: Refused; t: Printer }) {
  if (question.answers === 0) return <KindFields form={form} t={t} />
  return question.kind === 'choice' ? <OptionsField form={form} hint={t('questions.options.hintToAdd', { most: mostOptions })} t={t} /> : null
}

/** Asks before a question becomes another one, whose answers are lost. */
export function ConfirmChangePage({ exchange, question, form, frame }: PageProperties & { form: Refused }) {
  const { t } = frame
  const kept = ['text', 'kind', 'options', 'required', 'version'].filter((name) => form.typed[name] !== undefined)
  return (
    <PageOfQuestion exchange={exchange} title={t('questions.confirm.title')} frame={frame}>
      <Form action={paths.question(exchange.id, question.id)}>
        {kept.map((name) => (
          <input type="hidden" name={name} value={form.typed[name]} />
        ))}
        <Lost question={question} t={t} />
        <p>{t.rich('questions.confirm.askedAnew', { question: <Name>{form.typed.text ?? ''}</Name> })}</p>
        <Agreement question={question} send={t('questions.confirm.change', { answers: question.answers })} exchange={exchange} t={t} />
      </Form>
    </PageOfQuestion>
  )
}

/** Asks before a question is deleted with its answers. */
export function ConfirmDeletionPage({ exchange, question, frame }: PageProperties) {
  const { t } = frame
  return (
    <PageOfQuestion exchange={exchange} title={t('questions.confirm.title')} frame={frame}>
      <Form action={paths.deleteQuestion(exchange.id, question.id)}>
        <Lost question={question} t={t} />
        <Agreement question={question} send={t('questions.confirm.delete', { answers: question.answers })} exchange={exchange} t={t} />
      </Form>
    </PageOfQuestion>
  )
}

function Lost({ question: { answers, text }, t }: { question: ListedQuestion; t: Printer }) {
  return <p>{t.rich('questions.confirm.lost', { answers, question: <Name>{text}</Name> })}</p>
}

/** The yes, and to how many answers it is one: whoever answers meanwhile is not lost unsaid. */
function Agreement({ question, send, exchange, t }: { question: ListedQuestion; send: string; exchange: ExchangeOfQuestions; t: Printer }) {
  return (
    <>
      <input type="hidden" name="confirm" value="yes" />
      <input type="hidden" name="told" value={String(question.answers)} />
      <SendOrLeave send={send} tone="danger" leave={t('questions.confirm.leave')} path={paths.questions(exchange.id)} t={t} />
    </>
  )
}

function PageOfQuestion({ exchange, title, frame, children }: { exchange: ExchangeOfQuestions; title: string; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('questions.edit.pageTitle', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={title} back={{ path: paths.questions(exchange.id), label: t('questions.title') }} />
      <PartsNav id={exchange.id} here="questions" isWithin t={t} />
      {children}
    </Page>
  )
}
