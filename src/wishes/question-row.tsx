import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { swapped } from '../ui/form.tsx'
import { optionsOf } from './question.ts'
import type { ExchangeOfQuestions, ListedQuestion } from './questions.ts'

/** Which question was moved just now, and which way. */
export type Moved = { id: string; direction: 'up' | 'down' }

type RowProperties = {
  exchange: ExchangeOfQuestions
  question: ListedQuestion
  place: { isFirst: boolean; isLast: boolean }
  moved: Moved | undefined
  t: Printer
}

/** A question in the organiser's list: what is asked, how many have answered, and what can be done with it. */
export function QuestionRow({ exchange, question, place, moved, t }: RowProperties) {
  const { text, kind, required, answers } = question
  const options = optionsOf(question)
  return (
    <li>
      <p class="question">
        <b dir="auto">{text}</b> {required && <Badge>{t('questions.required')}</Badge>}
      </p>
      <p class="quiet">
        {t(`questions.kind.${kind}`)} · {exchange.joined === 0 ? t('questions.nobodyYet') : t('questions.answered', { answers, joined: exchange.joined })}
      </p>
      {options.length > 0 && (
        <ul class="options">
          {options.map((option) => (
            <li dir="auto">{option}</li>
          ))}
        </ul>
      )}
      {exchange.state !== 'completed' && <RowActions exchange={exchange} question={question} place={place} moved={moved} t={t} />}
    </li>
  )
}

function RowActions({ exchange, question: { id, text }, place, moved, t }: RowProperties) {
  const deletion = paths.deleteQuestion(exchange.id, id)
  return (
    <div class="row-actions">
      <MoveForm exchangeId={exchange.id} id={id} text={text} place={place} moved={moved} t={t} />
      <a href={paths.question(exchange.id, id)} aria-label={t('questions.editThis', { question: text })}>
        {t('questions.edit')}
      </a>
      <form method="post" action={deletion}>
        <Button tone="plain" label={t('questions.deleteThis', { question: text })}>
          {t('questions.delete')}
        </Button>
      </form>
    </div>
  )
}

type MoveProperties = { exchangeId: string; id: string; text: string; t: Printer } & Pick<RowProperties, 'place' | 'moved'>

/** Both ways to move a question, as far as there is a way. Who moved it can go on with the same button, or, at an end, with the other. */
function MoveForm({ exchangeId, id, text, place, moved, t }: MoveProperties) {
  const action = paths.moveQuestion(exchangeId, id)
  const wasMoved = moved?.id === id
  const isUpNext = wasMoved && !place.isFirst && (moved?.direction === 'up' || place.isLast)
  return (
    <form method="post" action={action} {...swapped(action, '#questions')}>
      {!place.isFirst && (
        <Button tone="plain" name="direction" value="up" label={t('questions.upThis', { question: text })} autofocus={isUpNext}>
          {t('questions.up')}
        </Button>
      )}
      {!place.isLast && (
        <Button tone="plain" name="direction" value="down" label={t('questions.downThis', { question: text })} autofocus={wasMoved && !isUpNext}>
          {t('questions.down')}
        </Button>
      )}
    </form>
  )
}
