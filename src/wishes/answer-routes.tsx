import { Hono } from 'hono'
import { participantOnly } from '../auth/guards.ts'
import { queryOneOrFail } from '../database/query.ts'
import type { Printer } from '../language/printer.ts'
import { inWords } from '../language/refusals.ts'
import { paths } from '../paths.ts'
import { ownedBy, whyNotTheirs } from '../ui/form-owner.tsx'
import { answer, goTo } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { caughtUp, readVersion, writeVersion } from '../web/version.ts'
import { answersForm, fieldOf, versionOfAnswers, versionOfAsked } from './answer-forms.ts'
import { AnswersPage, AnswersPart } from './answer-pages.tsx'
import { type Answered, answerQuestions } from './answer-questions.ts'
import { type AnsweredQuestion, readAnswers } from './answers.ts'

/** What a participant answers, for whoever gives to that person alone. */
export const answers = new Hono<Env>()

answers.get('/participant/questions', participantOnly, async (c) => {
  const { isOver } = await findState(c.var.em, { id: c.var.me.exchangeId })
  if (isOver) {
    leaveFlash(c, c.var.t('participants.dashboard.over.unchanged'), 'notice')
    return goTo(c, paths.dashboard())
  }
  const questions = await readOwn(c)
  return showAnswers(c, questions, blank(typedFrom(questions)), 200)
})

answers.post('/participant/questions', participantOnly, async (c) => {
  const { em, me, services, t } = c.var
  const questions = await readOwn(c)
  const form = await parseForm(c, answersForm(questions))
  if (!form.ok) return showAnswers(c, questions, form, 422)
  const notTheirs = whyNotTheirs(form.typed, me)
  if (notTheirs) return showAnswers(c, questions, refuse(form, 'form', inWords(notTheirs, t)), 409)
  const sheet = { answers: { ...toGone(form.typed, questions), ...present(form.values) }, version: readVersion(form.typed.version ?? '') }
  const { value, refusal } = await answerQuestions(em, services, me, sheet)
  if (refusal) return showAnswers(c, await readOwn(c), refuse(form, 'form', inWords(refusal, t)), 409)
  if (value.overtaken.length + value.reworded.length > 0) {
    const now = await readOwn(c)
    return showAnswers(c, now, overtakenBy(now, form.typed, value, t), 409)
  }
  if (value.gone > 0) leaveFlash(c, t('answers.savedWithout', { gone: value.gone }), 'notice')
  else leaveFlash(c, t('answers.saved'))
  return goTo(c, paths.dashboard())
})

function readOwn(c: AppContext): Promise<AnsweredQuestion[]> {
  const { em, services, me } = c.var
  return readAnswers(em, services, { exchangeId: me.exchangeId, participantId: me.id })
}

const findState = queryOneOrFail((db, given: { id: string }) =>
  db
    .selectFrom('Exchange')
    .select((eb) => eb('state', '=', 'completed').as('isOver'))
    .where('id', '=', given.id),
)

/** What stands in the form at first. */
function typedFrom(questions: AnsweredQuestion[]): Record<string, string> {
  const answers = questions.map(({ id, answer }) => [fieldOf(id), answer])
  return { ...Object.fromEntries(answers), version: writeVersion(versionOfAnswers(questions)) }
}

/** What was answered to questions that are gone since the form was made. */
function toGone(typed: Record<string, string>, questions: AnsweredQuestion[]): Record<string, string> {
  const fields = questions.map(({ id }) => fieldOf(id))
  return Object.fromEntries(Object.entries(typed).filter(([field, text]) => field.startsWith(fieldOf('')) && text !== '' && !fields.includes(field)))
}

function present(sent: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(sent).filter((field): field is [string, string] => typeof field[1] === 'string'))
}

/** The form once more, with what is stored or asked now beside what was typed; saving again replaces the one, and answers the other. */
function overtakenBy(now: AnsweredQuestion[], typed: Record<string, string>, { overtaken, reworded }: Answered, t: Printer): Refused {
  const stored = Object.fromEntries(now.map(({ id, answer }) => [fieldOf(id), answer]))
  const asked = Object.assign({}, ...now.filter(({ id }) => reworded.includes(fieldOf(id))).map(versionOfAsked))
  const version = writeVersion({ ...readVersion(caughtUp(typed.version ?? '', stored, [...overtaken, ...reworded])), ...asked })
  const errors = {
    form: t(overtaken.length > 0 ? 'answers.meanwhile' : 'answers.reworded'),
    ...Object.fromEntries(reworded.map((field) => [field, t('answers.reworded.this')])),
    ...Object.fromEntries(
      overtaken.map((field) => [field, stored[field] ? t('answers.meanwhile.this', { answer: stored[field] }) : t('answers.meanwhile.nothing')]),
    ),
  }
  return { typed: { ...typed, version }, errors }
}

function showAnswers(c: AppContext, questions: AnsweredQuestion[], form: Refused, status: 200 | 409 | 422): Response {
  const part = <AnswersPart questions={questions} form={ownedBy(c.var.me, form)} t={c.var.t} />
  return answer(c, part, (child, frame) => <AnswersPage frame={frame}>{child}</AnswersPage>, status)
}
