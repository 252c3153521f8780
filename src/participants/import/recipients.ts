import { addressesIn, withoutAddress } from './addresses.ts'

/** Somebody in a line of recipients; without a name where the mail program knew none. `text` is what stands there. */
export type Recipient = { name: string; email: string; text: string }

/** What mail programs write before a line of recipients. */
const prefix = /^\s*(to|cc|bcc|an|von|from|à|de|para|a|per|aan|do|komu|till|til|кому|אל)\s*:\s*/i

/**
 * Reads a line of recipients as mail programs copy it: `Bob Berg <bob@example.com>, "Lind, Cara" <cara@example.com>; …`. Returns
 * undefined for a line of anything else. An address parser (nodemailer has one) ends a name at the comma in Outlook's
 * `Berg, Bob <bob@example.com>; …`, and takes the mark in `ד"ר` for a quotation.
 */
export function recipientsIn(line: string): Recipient[] | undefined {
  const segments = line
    .replace(prefix, '')
    .split(/(?<=[>)\]]|[@＠][^\s<>()[\],;@]{1,254})\s{0,9}[;,]/)
    .map((segment) => segment.trim())
    .filter((segment) => segment.replaceAll(/[;,\s]/g, '') !== '')
  const recipients = segments.map(recipientIn)
  return recipients.length > 0 && recipients.every((recipient) => recipient !== undefined) ? recipients : undefined
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
  return { name: addressesIn(name).length > 0 ? '' : name, email, text: segment }
}

/** What stands before an address where somebody wrote out what is what. */
const label = /[,;]\s*e?-?mail\W*$/i

/** A name in a line of recipients holds no separator, unless it is quoted, or is one like “Berg, Bob”. */
function isName(text: string): boolean {
  return /^(".*"|'.*'|[^;,\t|]*|[^;,\t|]+, [^;,\t|]+)$/.test(text)
}
