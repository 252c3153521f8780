import { Actions, Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { inSentence } from '../../ui/wording.ts'
import { blank, type Refused } from '../../web/form.ts'
import type { Column } from './columns.ts'
import { encodings } from './encodings.ts'
import { columnField } from './forms.ts'
import type { Role } from './headings.ts'
import type { SentList } from './sent-list.ts'

/** More columns than these are a form’s or an address book’s, of which most are left out. */
const mostAtAGlance = 6

type Placed = Column & { place: number }

/** Which column of a list is what, and in which encoding it was read, where that was guessed; both can be changed. */
export function HowItWasRead({ form, preview }: { form: Refused; preview: Pick<SentList, 'read' | 'recognised' | 'encoding'> }) {
  const { encoding, recognised } = preview
  const columns = preview.read.columns.map((column, place) => ({ ...column, place }))
  if (columns.length === 0 && !encoding?.isGuessed) return null
  const isLong = columns.length > mostAtAGlance
  const isUsed = ({ role }: Column) => role !== 'ignore'
  const aside = isLong ? columns.filter((column) => !isUsed(column)) : []
  const fields = fieldsOf(form, columns)
  return (
    <Card title="How the list was read">
      {encoding?.isGuessed && <EncodingField form={form} preview={preview} encoding={encoding} />}
      <LeftOut columns={columns} />
      <ColumnFields form={fields} columns={isLong ? columns.filter(isUsed) : columns} />
      {aside.length > 0 && (
        <details>
          <summary>The columns left out</summary>
          <ColumnFields form={fields} columns={aside} />
        </details>
      )}
      <input type="hidden" name="read_as" value={recognised.join(' ')} />
      <Actions>
        <Button tone="secondary">Read it like this</Button>
      </Actions>
    </Card>
  )
}

function EncodingField({ form, preview, encoding }: { form: Refused; preview: Pick<SentList, 'read'>; encoding: NonNullable<SentList['encoding']> }) {
  const offered = Object.entries(encodings).filter(([value]) => !value.startsWith('utf-16') || value === encoding.encoding)
  const sample = doubtful(preview.read)
  return (
    <>
      <Select
        form={{ ...form, typed: { ...form.typed, encoding: encoding.encoding } }}
        name="encoding"
        label="How its letters are stored"
        hint={
          <>
            The file doesn’t say, so this is a guess. If {sample === undefined ? 'a name' : <b dir="auto">{short(sample)}</b>} looks wrong, choose another one.
          </>
        }
        options={offered.map(([value, label]) => ({ value, label }))}
      />
      <input type="hidden" name="decoded_as" value={encoding.encoding} />
    </>
  )
}

/** What stands in the list and tells whether its letters were read rightly. */
function doubtful({ lines }: SentList['read']): string | undefined {
  const cells = lines.flatMap(({ text }) => text.split(/[;,|\t\n"]/))
  return cells.find((cell) => /[^\0-\x7f]/.test(cell))?.trim()
}

function ColumnFields({ form, columns }: { form: Refused; columns: Placed[] }) {
  return (
    <div class="pair">
      {columns.map(({ place, heading, sample }) => (
        <Select
          form={form}
          name={columnField(place)}
          label={heading === undefined ? `Column ${place + 1}` : `Column ${place + 1}: ${short(heading)}`}
          hint={sample === '' ? 'Empty' : <span dir="auto">{short(sample)}</span>}
          options={choices}
        />
      ))}
    </div>
  )
}

const choices: readonly { value: Role; label: string }[] = [
  { value: 'name', label: 'Name' },
  { value: 'first_name', label: 'First name' },
  { value: 'last_name', label: 'Last name' },
  { value: 'email', label: 'E-mail address' },
  { value: 'gift_ideas', label: 'Gift ideas' },
  { value: 'household', label: 'Household' },
  { value: 'ignore', label: 'Leave out' },
]

/** Names the columns that are left out, save those in which nothing stands. */
function LeftOut({ columns }: { columns: Placed[] }) {
  const leftOut = columns.filter(({ role, sample }) => role === 'ignore' && sample !== '')
  if (leftOut.length === 0) return null
  const names = leftOut.map(({ place, heading }) => (heading === undefined ? `column ${place + 1}` : `“${short(heading)}”`))
  return <p>Left out: {inSentence(names)}.</p>
}

function fieldsOf(form: Refused, columns: Placed[]): Refused {
  return blank({ ...form.typed, ...Object.fromEntries(columns.map(({ place, role }) => [columnField(place), role])) })
}

function short(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ')]
  return letters.length <= 48 ? letters.join('') : `${letters.slice(0, 47).join('')}…`
}
