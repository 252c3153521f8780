import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import type { Printer } from '../../language/printer.ts'
import { blank, type Form, type Refused, refuse } from '../../web/form.ts'
import { type Decoded, recode, textOf, tidy } from './decode.ts'
import { choiceIn, type ImportForm } from './forms.ts'
import type { Role } from './headings.ts'
import { whyNoList } from './not-a-list.ts'
import { needsAnotherLook, type PlannedLine } from './plan.ts'
import { type ReadList, readList } from './read-list.ts'

/** A list that was sent, as it stands in the form and as it was read. `recognised` is what columns hold if nobody chooses. */
export type SentList = {
  form: Refused
  /** Addresses that look like a slip, and which of two is meant. */
  confirmed: ReadonlySet<string>
  isConfirmed: boolean
  /** The fingerprint of the preview whose button was pressed; undefined when there was none. */
  shown: string | undefined
  read: ReadList
  recognised: Role[]
  encoding: Pick<Decoded, 'encoding' | 'isGuessed'> | undefined
}

/** The list as it was typed, and below it what stands in the file that came with it. */
export function listOf(sent: Form<v.InferOutput<typeof ImportForm>>, file: Uint8Array | undefined, t: Printer): SentList {
  const values = sent.ok ? sent.values : undefined
  const typed = tidy(sent.typed.people ?? '')
  const decoded = file ? textOf(file, values?.encoding) : readAgain(typed, values?.decoded_as, values?.encoding)
  const people = decoded === undefined ? typed : file ? [typed, decoded.text].filter((text) => text.trim() !== '').join('\n') : decoded.text
  const form = blank({ ...sent.typed, people })
  const confirmed = new Set(values?.email_confirmed.split(/\s+/).filter(Boolean))
  const list = { isConfirmed: values?.confirm ?? false, shown: values?.shown, encoding: decoded, confirmed }
  const refusal = whyNoList(file ?? typed)
  if (refusal !== undefined)
    return { ...list, ...readWith(blank({ ...sent.typed, people: typed })), form: refuse(blank({ people: typed }), file ? 'file' : 'people', t(refusal)) }
  return { ...list, ...readWith(form) }
}

/** The same list with those lines alone that wait for another look, below what they need above them to be read alike. */
export function waitingOf(list: SentList, lines: PlannedLine[], together: string): SentList {
  const texts = lines.filter((line) => needsAnotherLook(line) || line.fate === 'shared').map(({ text }) => text)
  const people = [list.read.head, ...texts].filter((text) => text !== '').join('\n')
  return { ...list, ...readWith(blank({ ...list.form.typed, people, together })) }
}

/** The fingerprint of a preview: who is in it, and which addresses were confirmed. */
export function fingerprint({ read, confirmed }: Pick<SentList, 'read' | 'confirmed'>): string {
  const people = read.lines.map(({ name, email, giftIdeas, household, problem }) => [name, email, giftIdeas, household, problem])
  const all = JSON.stringify([people, [...confirmed].toSorted()])
  return createHash('sha256').update(all).digest('base64url').slice(0, 22)
}

function readWith(form: Refused): Pick<SentList, 'form' | 'read' | 'recognised'> {
  const choice = choiceIn(form.typed)
  const alone = readList(form.typed.people ?? '')
  const read = choice.size === 0 ? alone : readList(form.typed.people ?? '', choice)
  return { form, read, recognised: alone.columns.map(({ role }) => role) }
}

function readAgain(text: string, from: Decoded['encoding'] | undefined, wanted: Decoded['encoding'] | undefined): Decoded | undefined {
  if (from === undefined) return undefined
  return { text: recode(text, from, wanted ?? from), encoding: wanted ?? from, isGuessed: true }
}
