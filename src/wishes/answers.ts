import type { EntityManager } from '../database/orm.ts'
import { query } from '../database/query.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Services } from '../services.ts'
import { openAnswer } from './answer-seal.ts'
import type { QuestionKind } from './question.ts'

/** Whose answers: a participant, and the exchange. */
type Whose = { exchangeId: string; participantId: string }

/**
 * A question, and what somebody has answered: '' where there is no answer, or where the one that is stored `isShut`, since it was changed, or sealed with a key that is
 * not at hand. `changedAt`: when the answer last became another one; null where there is none.
 */
export type AnsweredQuestion = {
  id: string
  text: string
  kind: QuestionKind
  options: string
  required: boolean
  answer: string
  isShut: boolean
  changedAt: Date | null
}

/** Every question of an exchange in its order, with what one participant has answered: for that participant, and for whoever gives to that person, alone. */
export async function readAnswers(em: EntityManager, { vault, log }: Pick<Services, 'vault' | 'log'>, whose: Whose): Promise<AnsweredQuestion[]> {
  const found = await findAnswers(em, whose)
  if (found.every(({ sealedText }) => sealedText === null)) return found.map(({ sealedText: _, ...question }) => ({ ...question, answer: '', isShut: false }))
  const ofExchange = await exchangeVault(em, vault, whose.exchangeId)
  return found.map(({ sealedText, ...question }) => {
    if (sealedText === null) return { ...question, answer: '', isShut: false }
    try {
      const answer = openAnswer(ofExchange, { questionId: question.id, participantId: whose.participantId }, sealedText)
      return { ...question, answer, isShut: false }
    } catch {
      // Without whose it is: the giver may be the one who looks.
      log.error({ exchange: whose.exchangeId, question: question.id }, 'an answer can’t be opened: it was changed, or sealed with another secret key')
      return { ...question, answer: '', isShut: true }
    }
  })
}

const findAnswers = query((db, given: Whose) =>
  db
    .selectFrom('Question as q')
    .leftJoin('Answer as a', (join) => join.onRef('a.question', '=', 'q.id').on('a.participant', '=', given.participantId))
    .select(['q.id', 'q.text', 'q.kind', 'q.options', 'q.required', 'a.sealedText', 'a.changedAt'])
    .where('q.exchange', '=', given.exchangeId)
    .orderBy('q.position')
    .orderBy('q.id'),
)

/** How far somebody is with the questions: how many there are, how many are answered, and how many required ones are not. */
export type AnswerProgress = { asked: number; answered: number; owed: number }

export const nothingAsked: AnswerProgress = { asked: 0, answered: 0, owed: 0 }

/** How far a participant is with the questions, without opening an answer. */
export async function readAnswerProgress(em: EntityManager, whose: Whose): Promise<AnswerProgress> {
  const questions = await findAnswered(em, whose)
  return {
    asked: questions.length,
    answered: questions.filter(({ isAnswered }) => isAnswered).length,
    owed: questions.filter(({ isAnswered, required }) => required && !isAnswered).length,
  }
}

const findAnswered = query((db, given: Whose) =>
  db
    .selectFrom('Question as q')
    .leftJoin('Answer as a', (join) => join.onRef('a.question', '=', 'q.id').on('a.participant', '=', given.participantId))
    .select('q.required')
    .select((eb) => eb('a.id', 'is not', null).as('isAnswered'))
    .where('q.exchange', '=', given.exchangeId),
)

/** Those who take part and have not answered a required question yet, in no order: for the organiser, and for asking exactly them. */
export const findUnanswered = query((db, given: { exchangeId: string }) =>
  db
    .selectFrom('Participant as p')
    .select(['p.id', 'p.name', 'p.email'])
    .where('p.exchange', '=', given.exchangeId)
    .where('p.withdrawnAt', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('Question as q')
          .leftJoin('Answer as a', (join) => join.onRef('a.question', '=', 'q.id').onRef('a.participant', '=', 'p.id'))
          .select('q.id')
          .whereRef('q.exchange', '=', 'p.exchange')
          .where('q.required', '=', true)
          .where('a.id', 'is', null),
      ),
    ),
)
