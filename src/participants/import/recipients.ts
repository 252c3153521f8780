import { addressesIn, withoutAddress } from './addresses.ts'

/** Somebody in a line of recipients; without a name, or without an address, where the mail program showed none. `text` is what stands there. */
export type Recipient = { name: string; email: string; text: string }

/** What mail programs write before a line of recipients. */
const prefix = /^\s*(to|cc|bcc|an|von|from|à|de|para|a|per|aan|do|komu|till|til|кому|אל)\s*:\s*/i

/**
 * Reads a line of recipients as mail programs copy it: `Bob Berg <bob@example.com>, "Lind, Cara" <cara@example.com>; …`. Returns
 * undefined for a line of anything else. An address parser (nodemailer has one) ends a name at the comma in Outlook's
 * `Berg, Bob <bob@example.com>; …`, and takes the mark in `ד"ר` for a quotation.
 */
export function recipientsIn(line: string): Recipient[] | undefined {
  const recipients = recipientsOrNames(line)
  return recipients?.every(({ email }) => email !== '') ? recipients : undefined
}

/** The same, where some recipients may be a name alone, as Outlook shows those of one's own office. */
export function recipientsOrNames(line: string): Recipient[] | undefined {
  if (/^\s*[;,]/.test(line)) return undefined
  const recipients = partsOf(line.replace(prefix, '')).map((part) => (addressesIn(part).length > 0 ? recipientIn(part) : { name: part, email: '', text: part }))
  return recipients.some((recipient) => recipient?.email) && recipients.every((recipient) => recipient !== undefined) ? recipients : undefined
}

/** Whether a line begins as mail programs begin one of several recipients: “To: …; …”. */
export function isAddressed(line: string): boolean {
  return prefix.test(line) && line.includes(';')
}

/** The parts of a line of recipients. A comma separates them too, unless everybody's name has one, or semicolons do it. */
function partsOf(line: string): string[] {
  const segments = line.split(/(?<=[>)\]]|[@＠][^\s<>()[\],;@]{1,254})\s{0,9}[;,]/).flatMap((segment) => split(segment, ';'))
  const isFilled = (part: string) => /[\p{L}\p{N}]/u.test(part)
  const filled = segments.filter(isFilled)
  const commas = filled.map((segment) => split(segment, ',').filter(isFilled).length - 1)
  const areBetween = split(line, ';').filter(isFilled).length < 2 && (commas.some((count) => count > 1) || (commas.includes(0) && commas.includes(1)))
  const parts = areBetween ? filled.flatMap((segment) => split(segment, ',')).filter(isFilled) : filled
  return parts.map((part) => part.trim())
}

/** A text at each separator that stands in no quoted name. */
function split(text: string, separator: ';' | ','): string[] {
  const quoted = String.raw`\s{0,9}"(?:[^"\\]|\\.)*"(?=[\s<([${separator}]|$)`
  return Array.from(text.matchAll(new RegExp(`((?:${quoted})?[^${separator}]*)(?:${separator}|$)`, 'g')), ([, part = '']) => part)
}

/** Whether a line of recipients stops in the middle of one, and goes on in the next line. */
export function goesOn(line: string): boolean {
  const end = Math.max(line.lastIndexOf(','), line.lastIndexOf(';'))
  return end > 0 && /[>@]/.test(line.slice(0, end)) && /^[^@<>]*[^@<>\s][^@<>]*$/.test(line.slice(end + 1, end + 256))
}

function recipientIn(segment: string): Recipient | undefined {
  const [email, another] = addressesIn(segment)
  if (email === undefined || another !== undefined) return undefined
  const before = segment
    .slice(0, segment.indexOf(email))
    .replace(/[\s<([]{0,9}(mailto:\s{0,9})?$/i, '')
    .trim()
  const after = segment.slice(segment.lastIndexOf(email) + email.length)
  const isInItsPlace = !/[;,]\s*$/.test(before) && /^[.\s>)\]'"]*(\([^()]*\))?[\s>\]]*$/.test(after)
  if (!isInItsPlace || !isName(before) || label.test(before)) return undefined
  const name = withoutAddress(segment).replace(/\s+[-–—=|]$/, '')
  return { name: addressesIn(name).length > 0 || /^['"‘’“”\s]*$/.test(name) ? '' : name, email, text: segment }
}

/** What stands before an address where somebody wrote out what is what. */
const label = /[,;]\s*e?-?mail\W*$/i

/** A name in a line of recipients holds no separator, unless it is quoted, or is one like “Berg, Bob”. */
function isName(text: string): boolean {
  return /^(".*"|'.*'|[^;,\t|]*|[^;,\t|]+, [^;,\t|]+)$/.test(text)
}
