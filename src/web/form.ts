import { domainToASCII } from 'node:url'
import * as v from 'valibot'
import { UnreadableForm } from '../errors.ts'
import { later, type Printer } from '../language/printer.ts'
import { holdsControls, whereControlStands, withLineBreaks, withSpacesForBreaks } from './control-characters.ts'
import type { AppContext } from './env.ts'
import { withoutEnds, withoutMarks } from './marks.ts'
import { holdsTwoAddresses, typedAddress } from './typed-address.ts'
import { holdsAddress } from './web-address.ts'

/** What a form shows again after a refusal: every text as it was typed, a message per field, and perhaps which of two addresses is meant. */
export type Refused = { typed: Record<string, string>; errors: Record<string, string>; question?: { email: string; suggested: string } }

/** A form that was sent: its values, or what to show instead. */
export type Form<Values> = { ok: true; typed: Record<string, string>; values: Values } | ({ ok: false } & Refused)

/** A form that nobody has sent yet, with what stands in it at first. */
export function blank(typed: Record<string, string> = {}): Refused {
  return { typed, errors: {} }
}

/**
 * Reads and checks the body of a form. Of a repeated field the first value counts, save for those named in `repeated`,
 * whose values come joined by spaces; unknown fields and files are left out.
 */
export async function parseForm<S extends v.GenericSchema<Record<string, unknown>>>(
  c: AppContext,
  schema: S,
  repeated: readonly string[] = [],
): Promise<Form<v.InferOutput<S>>> {
  const typed = await readFields(c, repeated)
  const parsed = v.safeParse(schema, typed, { abortPipeEarly: true })
  if (parsed.success) return { ok: true, typed, values: parsed.output }
  return { ok: false, typed, errors: messages(c.var.t, parsed.issues) }
}

/** The same form, refused for a reason that only the rules of the product know. */
export function refuse(form: { typed: Record<string, string> }, field: string, reason: string): { ok: false } & Refused {
  return { ok: false, typed: form.typed, errors: { [field]: reason } }
}

/** Every text of the form that was sent, save passwords, to be sent once more; empty where nothing can be read. */
export async function keptFields(c: AppContext): Promise<[string, string][]> {
  const fields = await formData(c).catch(() => new FormData())
  return [...fields].filter((field): field is [string, string] => typeof field[1] === 'string' && !field[0].includes('password'))
}

/** The bytes of the file that was sent as `name`; undefined when none was chosen. */
export async function sentFile(c: AppContext, name: string): Promise<Uint8Array | undefined> {
  const file = (await formData(c)).get(name)
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
}

async function readFields(c: AppContext, repeated: readonly string[]): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const [name, value] of await formData(c)) {
    if (typeof value !== 'string') continue
    if (!Object.hasOwn(fields, name)) fields[name] = value.replaceAll('\r\n', '\n')
    else if (repeated.includes(name)) fields[name] += ` ${value}`
  }
  return fields
}

/** The fields of a form; none where nothing was sent. Throws UnreadableForm for a body that is no form. */
async function formData(c: AppContext): Promise<FormData | URLSearchParams> {
  const type = c.req.header('Content-Type')
  if (type === undefined && !(await c.req.text())) return new FormData()
  // Most forms are a line of text, for which FormData would set up a stream and a parser.
  if (type !== undefined && /^application\/x-www-form-urlencoded\b/i.test(type)) return new URLSearchParams(await c.req.text())
  if (type === undefined || !/^multipart\/form-data\b/i.test(type)) throw new UnreadableForm('That is no form.')
  try {
    return await c.req.formData()
  } catch (error) {
    if (error instanceof TypeError) throw new UnreadableForm('That form is cut off.')
    throw error
  }
}

function messages(t: Printer, issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of issues) {
    const field = v.getDotPath(issue) ?? 'form'
    errors[field] ??= t.kept(issue.message)
  }
  return errors
}

/** How long a text is for people: its number of Unicode code points. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Something that shows: invisible characters alone are no name, and some letters are blank. */
const visible = /[[\p{L}\p{N}\p{P}\p{S}]--[\u115f\u1160\u2800\u3164\uffa0]]/v
const breaksOrBidi = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/** What messages call a field: most stand at theirs, and say “this”; what a line of a list holds has to be told apart. */
type Called = 'name' | 'giftIdeas' | 'other'

/** A free text of one line with at most `longest` characters, trimmed. */
export function line(longest: number) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.transform((text) => withoutEnds(withSpacesForBreaks(text))),
    withoutControls('other'),
    inOneLine('other'),
    atMost(longest, 'other'),
  )
}

/** What somebody or something is called: one line with at most `longest` characters, without invisible marks, which can't be left empty. */
export function neededLine(longest: number, missing: string, called: 'name' | 'other' = 'other') {
  return v.pipe(v.optional(v.string(), ''), v.transform(withoutMarks), inOneLine(called), atMost(longest, called), v.check(isVisible, missing))
}

/** The name of a person: a `neededLine` that is no web or e-mail address. */
export function personName(missing: string) {
  return v.pipe(
    neededLine(255, missing, 'name'),
    v.check((name) => !holdsAddress(name), later('form.address')),
  )
}

/** Whether there is anything to see in a text. */
export function isVisible(text: string): boolean {
  return visible.test(text)
}

/** A field of many lines with at most `longest` characters, kept as it was typed; every sort of line break becomes one. */
export function text(longest: number, called: 'giftIdeas' | 'other' = 'other') {
  return v.pipe(v.optional(v.string(), ''), inLines, withoutControls(called), atMost(longest, called))
}

/** A `text` that has to be sent, even if it is empty: its absence must not erase what is stored. */
export function sentText(longest: number) {
  return v.pipe(v.optional(v.nullable(v.string()), null), v.string(later('form.lost')), inLines, withoutControls('other'), atMost(longest, 'other'))
}

function withoutControls(field: 'giftIdeas' | 'other') {
  return v.check(
    (value: string) => !holdsControls(value),
    ({ input }) => later('form.control', { field, ...whereControlStands(input) }),
  )
}

const inLines = v.transform(withLineBreaks)

function inOneLine(field: 'name' | 'other') {
  return v.check((value: string) => !breaksOrBidi.test(value), later('form.breaks', { field }))
}

function atMost(longest: number, field: Called) {
  return v.check(
    (value: string) => countCharacters(value) <= longest,
    ({ input }) => later('form.tooLong', { field, most: longest, count: countCharacters(input) }),
  )
}

const twoAddresses = later('form.email.two')
const strange = later('form.email.strange')

/** The e-mail address of whoever fills in the form. */
export const emailAddress = addressOfSomebody(later('form.email.yours'))

/** An e-mail address, out of all that is pasted for one: in lower case, an international domain in its ASCII form. */
export function addressOfSomebody(missing: string) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(missing),
    v.transform(typedAddress),
    v.nonEmpty(missing),
    v.check((address) => !holdsTwoAddresses(address), twoAddresses),
    v.transform((address) => asciiDomain(address.toLowerCase())),
    v.maxLength(254, later('form.email.tooLong', { most: 254 })),
    v.rfcEmail(strange),
    v.check((address) => address.split('@')[1]?.includes('.') ?? false, strange),
  )
}

/** The address with its domain in the ASCII form. */
export function asciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  return address.slice(0, at + 1) + (domainToASCII(address.slice(at + 1)) || address.slice(at + 1))
}

/** A box that is ticked or not; browsers leave an unticked one out. */
export const checkbox = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => value !== ''),
)
