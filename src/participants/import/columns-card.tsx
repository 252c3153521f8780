import type { Key, Printer } from '../../language/printer.ts'
import { Actions, Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { blank, type Refused } from '../../web/form.ts'
import { shorten } from '../shorten.ts'
import type { Column } from './columns.ts'
import { encodings } from './encodings.ts'
import { columnField } from './forms.ts'
import type { Role } from './headings.ts'
import type { SentList } from './sent-list.ts'

/** More columns than these are a form’s or an address book’s, of which most are left out. */
const mostAtAGlance = 6

type Placed = Column & { place: number }

/** Which column of a list is what, and in which encoding it was read, where that was guessed; both can be changed. */
export function HowItWasRead({ form, preview, t }: { form: Refused; preview: Pick<SentList, 'read' | 'recognised' | 'encoding'>; t: Printer }) {
  const { encoding, recognised } = preview
  const columns = preview.read.columns.map((column, place) => ({ ...column, place }))
  if (columns.length === 0 && !encoding?.isGuessed) return null
  const isLong = columns.length > mostAtAGlance
  const isUsed = ({ role }: Column) => role !== 'ignore'
  const aside = isLong ? columns.filter((column) => !isUsed(column)) : []
  const fields = fieldsOf(form, columns)
  return (
    <Card title={t('import.read')}>
      {encoding?.isGuessed && <EncodingField form={form} preview={preview} encoding={encoding} t={t} />}
      <LeftOut columns={columns} t={t} />
      <ColumnFields form={fields} columns={isLong ? columns.filter(isUsed) : columns} t={t} />
      {aside.length > 0 && (
        <details>
          <summary>{t('import.leftOut.more')}</summary>
          <ColumnFields form={fields} columns={aside} t={t} />
        </details>
      )}
      <input type="hidden" name="read_as" value={recognised.join(' ')} />
      <Actions>
        <Button tone="secondary">{t('import.read.again')}</Button>
      </Actions>
    </Card>
  )
}

type EncodingProperties = { form: Refused; preview: Pick<SentList, 'read'>; encoding: NonNullable<SentList['encoding']>; t: Printer }

function EncodingField({ form, preview, encoding, t }: EncodingProperties) {
  const offered = Object.entries(encodings).filter(([value]) => !value.startsWith('utf-16') || value === encoding.encoding)
  const sample = doubtful(preview.read)
  return (
    <>
      <Select
        form={{ ...form, typed: { ...form.typed, encoding: encoding.encoding } }}
        t={t}
        name="encoding"
        label={t('import.encoding')}
        hint={sample === undefined ? t('import.encoding.hint.noSample') : t.rich('import.encoding.hint', { sample: <b dir="auto">{short(sample)}</b> })}
        options={offered.map(([value, key]) => ({ value, label: t(key) }))}
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

function ColumnFields({ form, columns, t }: { form: Refused; columns: Placed[]; t: Printer }) {
  const options = Object.entries(roleNames).map(([value, key]) => ({ value, label: t(key) }))
  return (
    <div class="pair">
      {columns.map(({ place, heading, sample }) => (
        <Select
          form={form}
          t={t}
          name={columnField(place)}
          label={heading === undefined ? t('import.column', { place: place + 1 }) : t('import.column.headed', { place: place + 1, heading: short(heading) })}
          hint={sample === '' ? t('import.column.empty') : <span dir="auto">{short(sample)}</span>}
          options={options}
        />
      ))}
    </div>
  )
}

const roleNames = {
  name: 'import.column.name',
  first_name: 'import.column.firstName',
  last_name: 'import.column.lastName',
  email: 'import.column.email',
  gift_ideas: 'import.column.giftIdeas',
  household: 'import.column.household',
  ignore: 'import.column.ignore',
} as const satisfies Record<Role, Key>

/** Names the columns that are left out, save those in which nothing stands. */
function LeftOut({ columns, t }: { columns: Placed[]; t: Printer }) {
  const leftOut = columns.filter(({ role, sample }) => role === 'ignore' && sample !== '')
  if (leftOut.length === 0) return null
  const names = leftOut.map(({ place, heading }) =>
    heading === undefined ? t('import.leftOut.column', { place: place + 1 }) : t('import.leftOut.headed', { heading: short(heading) }),
  )
  return <p>{t('import.leftOut', { columns: t.list(names) })}</p>
}

function fieldsOf(form: Refused, columns: Placed[]): Refused {
  return blank({ ...form.typed, ...Object.fromEntries(columns.map(({ place, role }) => [columnField(place), role])) })
}

function short(text: string): string {
  return shorten(text.replaceAll(/\s+/g, ' '), 48)
}
