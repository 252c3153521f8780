import type { Printer } from '../language/printer.ts'
import { Badge } from './badge.tsx'
import { Card } from './card.tsx'
import { Name } from './heading.tsx'
import { UserText } from './user-text.tsx'

/** A question and its answer: '' where there is none, or none that can be read; `isNew` since the reader's last visit. */
type Answered = { text: string; answer: string; isShut: boolean; isNew: boolean }

/** What somebody has answered to the organiser's questions, for whoever gives to that person. Nothing where nothing is asked. */
export function AnswerList({ answers, t }: { answers: readonly Answered[]; t: Printer }) {
  if (answers.length === 0) return null
  return (
    <Card title={t('answerList.title')}>
      <dl class="answers">
        {answers.map(({ text, answer, isShut, isNew }) => (
          <div>
            <dt>
              <Name>{text}</Name> {isNew && <Badge tone="waiting">{t('draw.match.new')}</Badge>}
            </dt>
            <dd>{answer === '' ? <span class="quiet">{t(isShut ? 'answerList.shut' : 'answerList.none')}</span> : <UserText text={answer} />}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
