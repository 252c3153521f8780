import { Hono } from 'hono'
import { exchangeOnly } from '../exchanges/guards.ts'
import { questionsMustBeOpen } from '../exchanges/permissions.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { tellApart } from '../participants/namesakes.ts'
import { paths, segment } from '../paths.ts'
import { byName } from '../ui/by-name.ts'
import { answer, conclude, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { caughtUp, versionOf, writeVersion } from '../web/version.ts'
import { findUnanswered } from './answers.ts'
import type { QuestionContents } from './question.ts'
import { addQuestions, deleteQuestion, type Edited, editQuestion, moveQuestion } from './question-changes.ts'
import { ConfirmChangePage, ConfirmDeletionPage, EditQuestionPage } from './question-edit-page.tsx'
import { AskForm, agreedTo, DeleteQuestionForm, editForm, MoveQuestionForm } from './question-forms.ts'
import { QuestionsPage, QuestionsPart } from './question-pages.tsx'
import { questionsOfTemplate } from './question-templates.ts'
import { findQuestions, type ListedQuestion, readExchangeOfQuestions, readQuestion } from './questions.ts'

/** What an organiser asks everybody. */
export const questions = new Hono<Env>()

const oneQuestion = `/admin/exchange/${segment.id}/questions/${segment.questionId}` as const

questions.get(`/admin/exchange/${segment.id}/questions`, exchangeOnly, (c) => showQuestions(c, blank({ kind: 'line' }), 200))

questions.post(`/admin/exchange/${segment.id}/questions`, exchangeOnly, async (c) => {
  const { em, services, exchange, t } = c.var
  const form = await parseForm(c, AskForm)
  if (!form.ok) return showQuestions(c, form, 422)
  const asked = 'template' in form.values ? questionsOfTemplate(form.values.template, await printerOf(c)) : [form.values]
  const { value: count, refusal } = await addQuestions(em, services.world, exchange.id, asked)
  if (refusal) return showQuestions(c, refuse(form, 'form', inWords(refusal, t)), 409)
  return concludeWith(c, t('questions.added', { count }))
})

questions.post(`${oneQuestion}/move`, exchangeOnly, async (c) => {
  const { em, t } = c.var
  const { text, id } = await thisQuestion(c)
  const form = await parseForm(c, MoveQuestionForm)
  if (!form.ok) return showQuestions(c, form, 422)
  const { refusal } = await moveQuestion(em, which(c), form.values.direction)
  if (refusal) return showQuestions(c, refuse(form, 'form', inWords(refusal, t)), 409)
  return concludeWith(c, t('questions.moved', { question: text }), { id, direction: form.values.direction })
})

questions.post(`${oneQuestion}/delete`, exchangeOnly, async (c) => {
  const { em, t } = c.var
  const { text } = await thisQuestion(c)
  const form = await parseForm(c, DeleteQuestionForm)
  const { value: unagreed, refusal } = await deleteQuestion(em, which(c), form.ok ? agreedTo(form.values) : 0)
  if (refusal) return showQuestions(c, refuse(form, 'form', inWords(refusal, t)), 409)
  if (unagreed > 0) {
    const exchange = await readExchangeOfQuestions(em, c.var.exchange)
    const question = { ...(await thisQuestion(c)), answers: unagreed }
    return show(c, (frame) => <ConfirmDeletionPage exchange={exchange} question={question} frame={frame} />, 409)
  }
  leaveFlash(c, t('questions.deleted', { question: text }))
  return goTo(c, paths.questions(c.var.exchange.id))
})

questions.get(oneQuestion, exchangeOnly, async (c) => {
  questionsMustBeOpen(c.var.exchange)
  const question = await thisQuestion(c)
  return showEdit(c, question, blank(typedFrom(question)), 200)
})

questions.post(oneQuestion, exchangeOnly, async (c) => {
  const { em, exchange, t } = c.var
  const question = await thisQuestion(c)
  const form = await parseForm(c, editForm(question))
  if (!form.ok) return showEdit(c, question, form, 422)
  const { version, confirm, told, ...contents } = form.values
  const { value, refusal } = await editQuestion(em, which(c), { contents, version, agreedTo: agreedTo({ confirm, told }) })
  const now = await thisQuestion(c)
  if (refusal) return showEdit(c, now, refuse(form, 'form', inWords(refusal, t)), 409)
  if (value.overtaken.length > 0) return showEdit(c, now, overtakenBy(now, form.typed, value, t), 409)
  if (value.unagreed > 0) {
    const shown = {
      exchange: await readExchangeOfQuestions(em, exchange),
      question: { ...now, answers: value.unagreed },
      form: { typed: form.typed, errors: {} },
    }
    return show(c, (frame) => <ConfirmChangePage {...shown} frame={frame} />, 409)
  }
  leaveFlash(c, t('questions.edit.saved'))
  return goTo(c, paths.questions(exchange.id))
})

function which(c: AppContext) {
  return { exchangeId: c.var.exchange.id, questionId: pathParameter(c, 'questionId') }
}

/** The question that the path names. Throws NotFound. */
function thisQuestion(c: AppContext): Promise<ListedQuestion> {
  return readQuestion(c.var.em, which(c))
}

/** What prints in the language of the exchange, in which everybody is asked. */
async function printerOf(c: AppContext): Promise<Printer> {
  const { language } = await readExchangeOfQuestions(c.var.em, c.var.exchange)
  return c.var.services.printers.of(language)
}

const details = ['text', 'kind', 'options', 'required'] as const

/** What stands in the form at first, and which version of the question it is. */
function typedFrom(question: ListedQuestion): Record<string, string> {
  const { text, kind, options, required } = question
  return { text, kind, options, required: required ? 'on' : '', version: writeVersion(versionOf(question, details)) }
}

/** The form once more, with what another organiser has stored beside what was typed; saving again replaces it. */
function overtakenBy(now: QuestionContents, typed: Record<string, string>, { overtaken }: Edited, t: Printer): Refused {
  const errors = overtaken.map((detail) => [detail, t('questions.edit.overtaken', { value: detailInWords(now, detail, t) })])
  return { typed: { ...typed, version: caughtUp(typed.version ?? '', now, overtaken) }, errors: Object.fromEntries(errors) }
}

function detailInWords({ text, kind, options, required }: QuestionContents, detail: (typeof details)[number], t: Printer): string {
  if (detail === 'text') return text
  if (detail === 'kind') return t(`questions.kind.${kind}`)
  if (detail === 'required') return t(required ? 'form.yes' : 'form.no')
  return options === '' ? t('questions.edit.overtaken.nothing') : t.list(options.split('\n'))
}

/** Which button moved which question just now. */
type Moved = { id: string; direction: 'up' | 'down' }

async function questionsPart(c: AppContext, form: Refused, moved?: Moved) {
  const { em, t } = c.var
  const exchange = await readExchangeOfQuestions(em, c.var.exchange)
  const list = await findQuestions(em, { exchangeId: exchange.id })
  const unanswered = tellApart(await findUnanswered(em, { exchangeId: exchange.id })).sort(byName(t))
  return { exchange, part: <QuestionsPart exchange={exchange} questions={list} unanswered={unanswered} form={form} moved={moved} t={t} /> }
}

async function showQuestions(c: AppContext, form: Refused, status: 200 | 409 | 422): Promise<Response> {
  const { exchange, part } = await questionsPart(c, form)
  return answer(
    c,
    part,
    (child, frame) => (
      <QuestionsPage exchange={exchange} frame={frame}>
        {child}
      </QuestionsPage>
    ),
    status,
  )
}

async function concludeWith(c: AppContext, text: string, moved?: Moved): Promise<Response> {
  return conclude(c, paths.questions(c.var.exchange.id), text, (await questionsPart(c, blank({ kind: 'line' }), moved)).part)
}

async function showEdit(c: AppContext, question: ListedQuestion, form: Refused, status: 200 | 409 | 422): Promise<Response> {
  const exchange = await readExchangeOfQuestions(c.var.em, c.var.exchange)
  return show(c, (frame) => <EditQuestionPage exchange={exchange} question={question} form={form} frame={frame} />, status)
}
