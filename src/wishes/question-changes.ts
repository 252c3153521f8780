import type { EntityManager } from '../database/orm.ts'
import { NotFound, RuleBroken } from '../errors.ts'
import type { Exchange } from '../exchanges/exchange.ts'
import { holdExchange } from '../exchanges/hold-exchange.ts'
import { questionsMustBeOpen } from '../exchanges/permissions.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import type { World } from '../world.ts'
import { Answer } from './answer.ts'
import { mostQuestions, optionsOf, Question, type QuestionContents } from './question.ts'
import { readQuestion } from './questions.ts'

/** Names one question of one exchange; one alone finds none. */
type Which = { exchangeId: string; questionId: string }

/** Adds questions behind those that there are; what is asked already is not asked twice. Returns how many are new. Refuses more than there may be; throws NotFound. */
export function addQuestions(em: EntityManager, world: World, exchangeId: string, questions: readonly QuestionContents[]): Promise<Outcome<number>> {
  return attempt(em, async (transaction) => {
    const exchange = await holdOpen(transaction, exchangeId)
    const standing = await inOrder(transaction, exchange)
    const isAsked = (one: QuestionContents) => standing.some(({ text, kind, options }) => text === one.text && kind === one.kind && options === one.options)
    const added = questions.filter((one) => !isAsked(one))
    if (standing.length + added.length > mostQuestions) throw new RuleBroken({ code: 'too many questions', most: mostQuestions })
    const last = standing.at(-1)?.position ?? 0
    for (const [index, contents] of added.entries()) transaction.create(Question, { id: world.newId(), exchange, position: last + 1 + index, ...contents })
    return added.length
  })
}

/** The changes that a form asks for, the version that it was made from, and how many answers it agrees to lose. */
type Edit = { contents: QuestionContents; version: Version; agreedTo: number }

/** What keeps a question from being changed: details that somebody else has changed meanwhile, or answers that would be lost and nobody has agreed to lose. Where there are none, all is changed. */
export type Edited = { overtaken: (keyof QuestionContents)[]; unagreed: number }

/**
 * Changes a question. What the form left as it was stays as it is now. Another text asks something else, so the answers to the old one go, if that is agreed; how it
 * is answered changes only while nobody has answered, options that are added aside. Throws NotFound.
 */
export function editQuestion(em: EntityManager, which: Which, { contents, version, agreedTo }: Edit): Promise<Outcome<Edited>> {
  return attempt(em, async (transaction) => {
    const question = await holdQuestion(transaction, which)
    const now = question.contents()
    const own = changesIn(contents, version)
    const lost = overtaken(now, own, version)
    if (lost.length > 0) return { overtaken: lost, unagreed: 0 }
    const wanted = { ...now, ...own }
    const { answers } = await readQuestion(transaction, which)
    if (answers > 0 && !keepsKind(now, wanted)) throw new RuleBroken({ code: 'question is answered' })
    if (wanted.text !== now.text && answers > agreedTo) return { overtaken: [], unagreed: answers }
    // Answers of people who have left would be to something else, too.
    if (wanted.text !== now.text || !keepsKind(now, wanted)) await transaction.nativeDelete(Answer, { question })
    question.change(wanted)
    return { overtaken: [], unagreed: 0 }
  })
}

/** Whether every answer that could be given can be given still. */
function keepsKind(now: QuestionContents, wanted: QuestionContents): boolean {
  const options = optionsOf(wanted)
  return now.kind === wanted.kind && optionsOf(now).every((option) => options.includes(option))
}

/** Deletes a question with its answers, if that many of them are `agreedTo`. Returns how many keep it from being deleted, 0 when it is. Throws NotFound. */
export function deleteQuestion(em: EntityManager, which: Which, agreedTo: number): Promise<Outcome<number>> {
  return attempt(em, async (transaction) => {
    const question = await holdQuestion(transaction, which)
    const { answers } = await readQuestion(transaction, which)
    if (answers > agreedTo) return answers
    await transaction.nativeDelete(Answer, { question })
    transaction.remove(question)
    return 0
  })
}

/** Moves a question by one place; the first stays the first, and the last the last. Throws NotFound. */
export function moveQuestion(em: EntityManager, which: Which, direction: 'up' | 'down'): Promise<Outcome> {
  return attempt(em, async (transaction) => {
    const question = await holdQuestion(transaction, which)
    const questions = await inOrder(transaction, question.exchange.unwrap())
    const place = questions.indexOf(question)
    const neighbour = questions[direction === 'up' ? place - 1 : place + 1]
    if (!neighbour) return
    const { position } = question
    question.moveTo(neighbour.position)
    neighbour.moveTo(position)
  })
}

async function holdOpen(em: EntityManager, exchangeId: string): Promise<Exchange> {
  const exchange = await holdExchange(em, exchangeId)
  questionsMustBeOpen(exchange)
  return exchange
}

async function holdQuestion(em: EntityManager, { exchangeId, questionId }: Which): Promise<Question> {
  const exchange = await holdOpen(em, exchangeId)
  const question = await em.findOne(Question, { id: questionId, exchange })
  if (!question) throw new NotFound('There is no such question.')
  return question
}

function inOrder(em: EntityManager, exchange: Exchange): Promise<Question[]> {
  return em.find(Question, { exchange }, { orderBy: { position: 'asc', id: 'asc' } })
}
