import addressparser from 'nodemailer/lib/addressparser'
import { withoutInvisible } from './marks.ts'

/** Longer than any address with all that people paste around one. */
const longest = 1000

/** What stands for an address in a text: the same one twice is one. */
const mention = /[^\s<>()[\]",;:|/@]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu

/**
 * An e-mail address out of what was typed or pasted for one: invisible marks, `mailto:`, `Name <…>`, brackets, quotes and what ends a
 * sentence are taken off, other writings of @ and dot read as such. What can't mean one address comes back as it is, to be refused.
 */
export function typedAddress(typed: string): string {
  const text = withoutInvisible(typed)
    .replaceAll(/[！-～]/g, narrow)
    .replaceAll('﹫', '@')
    .replaceAll(/[。｡]/g, '.')
    .trim()
  if (text.length > longest || holdsTwoAddresses(text)) return text
  const address = bare(inBrackets(withoutScheme(text)))
  return address.replaceAll(/\s*@\s*/g, '@').replace(/@.*$/s, (domain) =>
    domain
      .replace(/[?#].*$/s, '')
      .replaceAll(/\s*\.\s*/g, '.')
      .replace(/\.+$/, ''),
  )
}

/** Whether more than one address was typed or pasted where one belongs. */
export function holdsTwoAddresses(typed: string): boolean {
  if (typed.length > longest) return false
  const mentioned = withoutScheme(typed).match(mention) ?? []
  return new Set(mentioned.map((address) => address.replace(/^[^\p{L}\p{N}]+/u, '').toLowerCase())).size > 1
}

/** From the full-width form that keyboards of East Asia type. */
function narrow(letter: string): string {
  return String.fromCodePoint(letter.charCodeAt(0) - 0xfee0)
}

/** What a link to an address holds besides is not for us: a subject, copies. */
function withoutScheme(text: string): string {
  return text.replaceAll(/mailto:\s*([^\s?<>"]*)(\?[^\s<>"]*)?/gi, (_, address: string) => decoded(address))
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The address in `Name <…>`, `… (Name)` or behind a label, as mail programs write them. */
function inBrackets(text: string): string {
  if (!/[<(":]/.test(text)) return /[[{]\s*([^\s[\]{}]+@[^\s[\]{}]+)\s*[\]}]/.exec(text)?.[1] ?? text
  const boxes = addressparser(text, { flatten: true }).filter(({ address }) => address.includes('@'))
  return boxes.length === 1 ? (boxes[0]?.address ?? text) : text
}

/** Signs that people put around an address, in pairs or behind it. Those that an address may begin with go in pairs only. */
function bare(text: string): string {
  const inside = text.replace(/^[<([{"“”„«»‹›]+/, '').replace(/[\s>)\]}"“”„«»‹›.,;:!?…、，；/\\]+$/, '')
  const paired = /^(['‘’*_~`])(.*)['‘’*_~`]$/s.exec(inside)?.[2] ?? inside.replace(/['‘’*_~`]+$/, '')
  const trimmed = paired.trim()
  return trimmed === text ? text : bare(trimmed)
}
