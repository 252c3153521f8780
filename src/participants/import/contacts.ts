import { addressesIn } from './addresses.ts'
import { type Person, personOf } from './person-in-row.ts'

/** Somebody in the export of an address book, and the lines on which they stand, from 1. */
export type Contact = Person & { first: number; last: number; text: string }

/** A property of a contact: its name, in capitals, what qualifies it, and its values. */
type Property = { name: string; parameters: string; value: string }

/** The contacts in a text, as vCard (Apple, Google, Outlook) or LDIF (Thunderbird) writes them. */
export function contactsIn(text: string): Contact[] {
  const isLdif = /^dn::?\s/im.test(text) && /^mail::?\s/im.test(text)
  if (!isLdif && !/^\s*BEGIN:VCARD\s*$/im.test(text)) return []
  const [opening, closing] = isLdif ? [/^dn::?\s/i, /^\s*$/] : [/^\s*BEGIN:VCARD\s*$/i, /^\s*END:VCARD\s*$/i]
  const lines = text.split('\n')
  const contacts: Contact[] = []
  for (let start = 0; start < lines.length; start++) {
    if (!opening.test(lines[start] ?? '')) continue
    const end = lines.findIndex((line, place) => place > start && (closing.test(line) || opening.test(line)))
    const next = end < 0 ? lines.length : end + (!isLdif && closing.test(lines[end] ?? '') ? 1 : 0)
    const card = lines.slice(start, next).join('\n')
    contacts.push({ ...contactIn(card, isLdif), first: start + 1, last: next, text: card })
    start = next - 1
  }
  return contacts
}

function contactIn(card: string, isLdif: boolean): Person {
  // Long lines go on behind a blank, or in quoted-printable behind an equals sign.
  const isPrintable = !isLdif && card.includes('QUOTED-PRINTABLE')
  const unfolded = isPrintable ? card.replaceAll(/=\n[ \t]?/g, '') : card.replaceAll(/\n[ \t]/g, '')
  const properties = unfolded.split('\n').flatMap((line) => propertyIn(line, isLdif))
  const first = (...names: string[]) => names.map((name) => properties.find((one) => one.name === name && one.value.trim() !== '')?.value).find(Boolean)
  const [last = '', given = ''] = parted(first('N') ?? '')
  const apart = isLdif ? [first('GIVENNAME'), first('SN')] : [given, last]
  const name = plain(first('FN', 'CN', 'DISPLAYNAME') ?? apart.filter(Boolean).join(' '))
  const mails = properties.filter((one) => (one.name === 'EMAIL' || one.name === 'MAIL') && one.value.trim() !== '')
  const chosen = mails.find(({ parameters }) => /\bPREF\b/i.test(parameters)) ?? mails[0]
  const found = plain(chosen?.value ?? '')
  const email = addressesIn(found)[0] ?? found
  const count = new Set(mails.map(({ value }) => value.trim().toLowerCase())).size
  const person = personOf(addressesIn(name).length > 0 ? '' : name, email)
  return count > 1 ? { ...person, note: { code: chosen === mails[0] ? 'firstAddress' : 'preferredAddress', count } } : person
}

function propertyIn(line: string, isLdif: boolean): Property[] {
  const [, named = '', parameters = '', twice, value = ''] = /^(?:[\w-]{1,40}\.)?([\w-]{1,60})((?:;(?:"[^"]*"|[^":])*)?):(:?)[ \t]*(.*)$/.exec(line) ?? []
  if (named === '') return []
  const isBase64 = isLdif && twice !== ''
  const decoded = isBase64 ? Buffer.from(value, 'base64').toString() : /QUOTED-PRINTABLE/i.test(parameters) ? fromQuotedPrintable(value) : value
  return [{ name: named.toUpperCase(), parameters, value: isLdif ? decoded.replaceAll('\\', '\\\\') : decoded }]
}

function fromQuotedPrintable(text: string): string {
  return text.replaceAll(/(?:=[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString())
}

/** The parts of a name, which semicolons separate unless a backslash stands before them. */
function parted(value: string): string[] {
  return (value.match(/(?:\\.|[^;\\])*(?:;|$)/g) ?? []).map((part) => part.replace(/;$/, '').trim())
}

function plain(value: string): string {
  return value.replaceAll(/\\n/gi, ' ').replaceAll(/\\(.)/g, '$1').trim()
}
