import type { Me } from '../auth/who.ts'
import type { EntityManager } from '../database/orm.ts'
import { questionsMustBeOpen } from '../exchanges/permissions.ts'
import { exchangeVaultToSeal } from '../keys/exchange-vault.ts'
import { attempt, type Outcome } from '../outcome.ts'
import { holdMeSignedIn } from '../participants/find-person.ts'
import type { Services } from '../services.ts'
import { changesIn, overtaken, type Version } from '../web/version.ts'
import { Answer } from './answer.ts'
import { fieldOf, versionOfAsked } from './answer-forms.ts'
import { sealAnswer } from './answer-seal.ts'
import { type AnsweredQuestion, readAnswers } from './answers.ts'
import { optionsOf } from './question.ts'

type Needed = Pick<Services, 'world' | 'vault' | 'log'>

/** Answers by the names of their fields, '' for none, and the version of the form that they were written in. */
type Sheet = { answers: Record<string, string>; version: Version }

/**
 * The fields whose answers were changed elsewhere meanwhile, and those whose questions were: where there are any, nothing is stored. `gone` is how many answers were to
 * questions that are deleted.
 */
export type Answered = { overtaken: string[]; reworded: string[]; gone: number }

/** Stores what a participant has changed of the answers, sealed for whoever gives to that person; an empty one is deleted. Refused once all is over. Throws SignedOut. */
export function answerQuestions(em: EntityManager, services: Needed, me: Me, { answers, version }: Sheet): Promise<Outcome<Answered>> {
  return attempt(em, async (transaction) => {
    const { exchange } = await holdMeSignedIn(transaction, me)
    questionsMustBeOpen(exchange)
    const questions = await readAnswers(transaction, services, { exchangeId: me.exchangeId, participantId: me.id })
    const own = changesIn(answers, version)
    const changed = questions.filter(({ id }) => own[fieldOf(id)] !== undefined)
    const gone = Object.keys(own).length - changed.length
    const wanted = Object.fromEntries(changed.map(({ id }) => [fieldOf(id), own[fieldOf(id)] ?? '']))
    const now = Object.fromEntries(questions.map(({ id, answer }) => [fieldOf(id), answer]))
    const reworded = changed.filter((question) => isReworded(question, wanted[fieldOf(question.id)] ?? '', version)).map(({ id }) => fieldOf(id))
    const lost = overtaken(now, wanted, version).filter((field) => !reworded.includes(field))
    if (lost.length + reworded.length > 0) return { overtaken: lost, reworded, gone: 0 }
    await store(transaction, services, me, changed, wanted)
    return { overtaken: [], reworded: [], gone }
  })
}

/** Whether something else was asked when the form was made, or the answer is none that can be chosen now. */
function isReworded(question: AnsweredQuestion, answer: string, version: Version): boolean {
  if (answer === '') return false
  const asked = `asked_${question.id}`
  const isOther = version[asked] !== undefined && version[asked] !== versionOfAsked(question)[asked]
  return isOther || (question.kind === 'choice' && !optionsOf(question).includes(answer))
}

async function store(em: EntityManager, services: Needed, me: Me, questions: AnsweredQuestion[], wanted: Record<string, string>): Promise<void> {
  const stored = await em.find(Answer, { participant: me.id, question: { $in: questions.map(({ id }) => id) } })
  const isAnySealed = Object.values(wanted).some((text) => text !== '')
  const vault = isAnySealed ? await exchangeVaultToSeal(em, services, me.exchangeId) : undefined
  const now = services.world.now()
  for (const { id } of questions) {
    const text = wanted[fieldOf(id)] ?? ''
    const answer = stored.find(({ question }) => question.id === id)
    const sealedText = text !== '' && vault ? sealAnswer(vault, { questionId: id, participantId: me.id }, text) : undefined
    if (sealedText === undefined) answer && em.remove(answer)
    else if (answer) answer.replace(sealedText, now)
    else em.create(Answer, { id: services.world.newId(), question: id, participant: me.id, sealedText, changedAt: now })
  }
}
