import type { Key, Printer } from '../../language/printer.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Outcome } from '../../ui/message.tsx'
import { adds, type Fate, needsAnotherLook, type PlannedLine } from './plan.ts'
import { problemInWords } from './problems.ts'
import type { Lines } from './read-list.ts'

/** Whether what would be done is right, with the button that does it; of `lines` that are the rest, some others wait. */
export function Ready({ lines, areRest, t }: { lines: PlannedLine[]; areRest: boolean; t: Printer }) {
  const count = lines.filter(adds).length
  const title = areRest ? 'import.ready.others' : count > 0 ? 'import.ready' : 'import.ready.nothing'
  return (
    <Card tone="next" title={t(title)} isAnswer={!areRest}>
      <p>
        {summary(lines, t)} {areRest && t('import.ready.wait')}
      </p>
      {count > 0 && (
        <Actions>
          <Button name="confirm" value="yes">
            {t('import.add', { count })}
          </Button>
          <span class="quiet">{t('import.add.mails', { count })}</span>
        </Actions>
      )}
    </Card>
  )
}

function summary(lines: PlannedLine[], t: Printer): string {
  const unchanged = lines.filter(({ fate }) => fate === 'is in' || fate === 'repeated').length
  const shared = lines.filter(({ fate }) => fate === 'shared').length
  const sentences = [
    t('import.summary.joining', { count: lines.filter(adds).length }),
    unchanged > 0 && t('import.summary.unchanged', { count: unchanged }),
    shared > 0 && t('import.summary.shared', { count: shared }),
  ]
  return sentences.filter(Boolean).join(' ')
}

/** The lines that wait for somebody to mend them. */
export function Troubled({ lines, others, t }: { lines: PlannedLine[]; others: PlannedLine[]; t: Printer }) {
  const count = lines.length
  return (
    <Outcome kind="problem" title={t('import.troubled', { count })}>
      <p>
        {t('import.troubled.advice', { count })} {others.some(adds) && t('import.troubled.others')}
      </p>
      <PlannedLines lines={lines} t={t} />
    </Outcome>
  )
}

/** Lines of a list, and what becomes of each. */
export function LinesCard({ title, lines, t }: { title: string; lines: PlannedLine[]; t: Printer }) {
  if (lines.length === 0) return null
  return (
    <Card title={title} count={t.number(lines.length)}>
      <PlannedLines lines={lines} t={t} />
    </Card>
  )
}

function PlannedLines({ lines, t }: { lines: PlannedLine[]; t: Printer }) {
  return (
    <ol class="plan">
      {lines.map((line) => (
        <li>
          <span class="quiet">{placeInWords(line, t)}</span>
          <PlannedPerson line={line} />
          <div class={needsAnotherLook(line) || line.fate === 'shared' ? 'error' : 'quiet'}>
            {line.problem === undefined ? fateInWords(line, t) : problemInWords(line.problem, t)}
            {line.meant !== undefined && <WhichAddress email={line.email} meant={line.meant} t={t} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Asks which of two addresses is meant; until somebody says so, the line waits. */
function WhichAddress({ email, meant, t }: { email: string; meant: string; t: Printer }) {
  return (
    <div class="field">
      <select name="email_confirmed" aria-label={t('import.whichAddress', { meant, typed: email })}>
        <option value="">{t('import.whichAddress.choose')}</option>
        <option value={meant}>{t('import.whichAddress.meant', { meant })}</option>
        <option value={email}>{t('import.whichAddress.typed', { typed: email })}</option>
      </select>
    </div>
  )
}

function PlannedPerson({ line }: { line: PlannedLine }) {
  if (line.fate === 'bad') return <b dir="auto">{line.text.trim()}</b>
  return (
    <span>
      <b dir="auto">{line.name}</b> <bdi dir="ltr">{line.email}</bdi>
    </span>
  )
}

function fateInWords(line: PlannedLine, t: Printer): string {
  const { isNamedByAddress, giftIdeas, note } = line
  const notes = [
    isNamedByAddress && t('import.note.namedByAddress'),
    giftIdeas !== '' && t('import.note.giftIdeas'),
    note !== undefined && t(`import.note.${note.code}`, note),
  ].filter((words) => words !== false)
  return (adds(line) ? notes : []).reduce((fate, words) => t('import.fate.also', { fate, note: words }), t(fates[line.fate]))
}

const fates = {
  joins: 'import.fate.joins',
  'comes back': 'import.fate.comesBack',
  'is in': 'import.fate.isIn',
  repeated: 'import.fate.repeated',
  shared: 'import.fate.shared',
  uncertain: 'import.fate.uncertain',
  'no room': 'import.fate.noRoom',
  bad: 'import.fate.bad',
} as const satisfies Record<Fate, Key>

/** “Line 3”, or “Lines 3–5” of somebody who stands on several. */
function placeInWords({ first, last }: Lines, t: Printer): string {
  return first === last ? t('import.line', { line: first }) : t('import.lines', { first, last })
}
