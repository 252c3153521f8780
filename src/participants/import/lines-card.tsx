import { Actions, Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Outcome } from '../../ui/message.tsx'
import { inSentence } from '../../ui/wording.ts'
import type { PlannedHousehold } from './households.ts'
import { adds, type Fate, needsAnotherLook, type PlannedLine } from './plan.ts'
import type { Lines, Skipped } from './read-list.ts'

/** Whether what would be done is right, with the button that does it; of `lines` that are the rest, some others wait. */
export function Ready({ lines, areRest }: { lines: PlannedLine[]; areRest: boolean }) {
  const count = lines.filter(adds).length
  const people = count === 1 ? '1 person' : `${count} people`
  const title = areRest ? 'Add the others now?' : count > 0 ? 'Is this right?' : 'Nothing to add'
  return (
    <Card tone="next" title={title} isAnswer={!areRest}>
      <p>
        {summary(lines)} {areRest && 'The lines above wait here.'}
      </p>
      {count > 0 && (
        <Actions>
          <Button name="confirm" value="yes">
            {`Add ${people}`}
          </Button>
          <span class="quiet">{count === 1 ? 'An e-mail with a link goes out.' : 'Each gets an e-mail with a link.'}</span>
        </Actions>
      )}
    </Card>
  )
}

/** The lines that wait for somebody to mend them. */
export function Troubled({ lines, others }: { lines: PlannedLine[]; others: PlannedLine[] }) {
  const [need, them] = lines.length === 1 ? ['One line needs', 'it'] : [`${lines.length} lines need`, 'them']
  return (
    <Outcome kind="problem" title={`${need} another look.`}>
      <p>
        Correct {them} below, or take {them} out{others.some(adds) ? '. The other lines can be added before that.' : '.'}
      </p>
      <PlannedLines lines={lines} />
    </Outcome>
  )
}

/** Lines of a list, and what becomes of each. */
export function LinesCard({ title, lines }: { title: string; lines: PlannedLine[] }) {
  if (lines.length === 0) return null
  return (
    <Card title={title} count={lines.length}>
      <PlannedLines lines={lines} />
    </Card>
  )
}

function PlannedLines({ lines }: { lines: PlannedLine[] }) {
  return (
    <ol class="plan">
      {lines.map((line) => (
        <li>
          <span class="quiet">{named(line)}</span>
          <PlannedPerson line={line} />
          <div class={needsAnotherLook(line) || line.fate === 'shared' ? 'error' : 'quiet'}>
            {line.problem ?? fateInWords(line)}
            {line.meant !== undefined && <WhichAddress email={line.email} meant={line.meant} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Asks which of two addresses is meant; until somebody says so, the line waits. */
function WhichAddress({ email, meant }: { email: string; meant: string }) {
  return (
    <div class="field">
      <select name="email_confirmed" aria-label={`Which address is meant, ${meant} or ${email}?`}>
        <option value="">Please choose</option>
        <option value={meant}>Yes, {meant}</option>
        <option value={email}>No, {email} is right</option>
      </select>
    </div>
  )
}

function PlannedPerson({ line }: { line: PlannedLine }) {
  if (line.fate === 'bad') return <b dir="auto">{line.text.trim()}</b>
  return (
    <span>
      <b dir="auto">{line.name}</b> {line.email}
    </span>
  )
}

function fateInWords(line: PlannedLine): string {
  const also = [
    line.isNamedByAddress && 'named after the address',
    line.giftIdeas !== '' && 'with gift ideas',
    line.note !== undefined && `with ${line.note}`,
  ].filter(Boolean)
  return [fates[line.fate], ...(adds(line) ? also : [])].join(', ')
}

const fates: Record<Fate, string> = {
  joins: 'will join',
  'comes back': 'will come back: has been in before',
  'is in': 'is in already, nothing changes',
  repeated: 'is in the list twice',
  shared: 'has someone else’s address',
  uncertain: 'has an address that looks mistyped',
  'no room': 'doesn’t fit: the exchange is full',
  bad: 'can’t be read',
}

function summary(lines: PlannedLine[]): string {
  const joining = lines.filter(adds).length
  const without = lines.filter(({ fate }) => fate === 'is in' || fate === 'repeated').length
  const shared = lines.filter(({ fate }) => fate === 'shared').length
  const sentences = [
    joining === 0 ? 'No one would be added.' : `${joining === 1 ? '1 person' : `${joining} people`} would be added.`,
    without > 0 && `${without === 1 ? '1 line changes' : `${without} lines change`} nothing: in already, or there twice.`,
    shared > 0 && `${shared === 1 ? '1 person is' : `${shared} people are`} left out, since the address is someone else’s.`,
  ]
  return sentences.filter(Boolean).join(' ')
}

/** The households of a list, and what they come to. */
export function HouseholdsCard({ households }: { households: PlannedHousehold[] }) {
  const alone = households.filter(({ fate }) => fate === 'alone').length
  const told = households.filter(({ fate, added }) => fate === 'apart' || added.length > 0)
  if (told.length === 0 && alone === 0) return null
  return (
    <Card title="Households" count={told.length}>
      {told.length > 0 && <p>People in a household don’t draw each other.</p>}
      <ul class="rules">
        {told.map((household) => (
          <li>{householdInWords(household)}</li>
        ))}
      </ul>
      {alone > 0 && <p class="quiet">{alone === 1 ? 'One person is' : `${alone} people are`} alone in a household, which makes no rule.</p>}
    </Card>
  )
}

function householdInWords({ label, fate, members, added }: PlannedHousehold): string {
  const names = (people: { name: string }[]) => inSentence(people.map(({ name }) => `\u2068${name}\u2069`))
  if (fate === 'apart') return `“${label}”: ${names(members)} are in different households already, so nothing changes.`
  const there = members.filter((member) => !added.includes(member))
  if (fate === 'new') return `${names(members)} become a household.`
  return `${names(added)} ${added.length === 1 ? 'joins' : 'join'} the household of ${there.length > 0 ? names(there) : `“${label}”`}.`
}

/** The lines that are nobody’s, in one sentence. */
export function SkippedLines({ skipped }: { skipped: Skipped[] }) {
  if (skipped.length === 0) return null
  const kinds = [...Map.groupBy(skipped, ({ why }) => why)].map(([why, lines]) => `${numbers(lines)} (${reasons[why]})`)
  return <p class="quiet">Skipped: {inSentence(kinds)}.</p>
}

const reasons: Record<Skipped['why'], string> = { blank: 'blank', heading: 'heading', title: 'title', separator: 'tells the separator', ruler: 'a ruler' }

/** “Line 3”, or “Lines 3–5” of somebody who stands on several. */
function named({ first, last }: Lines): string {
  return first === last ? `Line ${first}` : `Lines ${first}–${last}`
}

/** “lines 2, 5–7”. */
function numbers(lines: Lines[]): string {
  const ranges: Lines[] = []
  for (const { first, last } of lines) {
    const before = ranges.at(-1)
    if (before && before.last + 1 === first) before.last = last
    else ranges.push({ first, last })
  }
  const isOne = ranges.length === 1 && ranges[0]?.first === ranges[0]?.last
  return `${isOne ? 'line' : 'lines'} ${ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(', ')}`
}
