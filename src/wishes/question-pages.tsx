import type { Child } from '#jsx/jsx-runtime'
import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Problems } from '../ui/field.tsx'
import { Heading, toDesk } from '../ui/heading.tsx'
import { Page } from '../ui/page.tsx'
import { PartsNav } from '../ui/parts-nav.tsx'
import type { Frame } from '../web/answer.tsx'
import type { Refused } from '../web/form.ts'
import { mostQuestions } from './question.ts'
import { AskCard } from './question-fields.tsx'
import { type Moved, QuestionRow } from './question-row.tsx'
import { templateNames } from './question-templates.ts'
import type { ExchangeOfQuestions, ListedQuestion } from './questions.ts'

/** The page around the questions. */
export function QuestionsPage({ exchange, frame, children }: { exchange: ExchangeOfQuestions; frame: Frame; children: Child }) {
  const { t } = frame
  return (
    <Page title={t('questions.pageTitle', { exchange: exchange.name })} frame={frame} nav="admin">
      <Heading title={t('questions.title')} lead={t('questions.lead')} back={toDesk(exchange)} />
      <PartsNav id={exchange.id} here="questions" t={t} />
      {children}
    </Page>
  )
}

type PartProperties = {
  exchange: ExchangeOfQuestions
  questions: ListedQuestion[]
  /** Who has not answered a required question yet. */
  unanswered: { name: string }[]
  form: Refused
  moved: Moved | undefined
  t: Printer
}

/** The questions with how many have answered, who has yet to, and the forms for more. */
export function QuestionsPart({ exchange, questions, unanswered, form, moved, t }: PartProperties) {
  const isOver = exchange.state === 'completed'
  const isFull = questions.length >= mostQuestions
  return (
    <div id="questions">
      <Problems form={form} t={t} />
      {!(questions.length === 0 && !isOver) && (
        <Card title={t('questions.list')} count={t('questions.count', { count: questions.length, most: mostQuestions })}>
          {questions.length === 0 ? (
            <p class="quiet">{t('questions.noneEver')}</p>
          ) : (
            <ol class="asked">
              {questions.map((question, place) => (
                <QuestionRow
                  exchange={exchange}
                  question={question}
                  place={{ isFirst: place === 0, isLast: place === questions.length - 1 }}
                  moved={moved}
                  t={t}
                />
              ))}
            </ol>
          )}
        </Card>
      )}
      <Unanswered exchange={exchange} questions={questions} unanswered={unanswered} t={t} />
      {!isOver && questions.length === 0 && <Templates exchange={exchange} isFirst t={t} />}
      {!isOver && (isFull ? <p class="quiet">{t('questions.enough', { most: mostQuestions })}</p> : <AskCard exchange={exchange} form={form} t={t} />)}
      {!isOver && !isFull && questions.length > 0 && <Templates exchange={exchange} t={t} />}
    </div>
  )
}

/** So many names are read; of more, their number says enough. */
const mostNames = 60

/** Who is still to answer what everybody should, while somebody is to. */
function Unanswered({ exchange, questions, unanswered, t }: Omit<PartProperties, 'form' | 'moved'>) {
  if (exchange.joined === 0 || !questions.some(({ required }) => required)) return null
  if (unanswered.length === 0) return <p class="message done">{t('questions.everyoneAnswered')}</p>
  return (
    <Card title={t('questions.unanswered')} count={t.number(unanswered.length)}>
      {exchange.state !== 'completed' && <p class="quiet">{t('questions.unanswered.lead')}</p>}
      <ul class="names">
        {unanswered.slice(0, mostNames).map(({ name }) => (
          <li dir="auto">{name}</li>
        ))}
      </ul>
      {unanswered.length > mostNames && <p class="quiet">{t('questions.unanswered.more', { count: unanswered.length - mostNames })}</p>}
    </Card>
  )
}

/** Buttons that add a few good questions at once. `isFirst`: nothing is asked yet. */
function Templates({ exchange, isFirst, t }: { exchange: ExchangeOfQuestions; isFirst?: boolean; t: Printer }) {
  return (
    <Card title={t(isFirst ? 'questions.templates' : 'questions.templates.more')}>
      <p class="quiet">
        {isFirst && `${t('questions.none')} `}
        {t('questions.templates.lead')}
      </p>
      <form method="post" action={paths.questions(exchange.id)} class="actions">
        {templateNames.map((name) => (
          <Button
            tone="secondary"
            name="template"
            value={name}
            hx-post={paths.questions(exchange.id)}
            hx-target="#questions"
            hx-swap="outerHTML"
            hx-include="this"
            hx-disable="closest form"
          >
            {t(`questions.templates.${name}`)}
          </Button>
        ))}
      </form>
    </Card>
  )
}
