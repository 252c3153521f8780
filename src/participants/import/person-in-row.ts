import { withoutGuard } from '../people-csv.ts'
import { addressAlone, addressesIn, nameFrom, withoutAddress } from './addresses.ts'
import type { CellRecord } from './cells.ts'
import type { Column } from './columns.ts'
import { isPlain, type Role } from './headings.ts'
import type { Problem } from './problems.ts'
import { recipientsIn } from './recipients.ts'
import { cellsByAny } from './separators.ts'

/** Somebody as a list says it; `isNamedByAddress` where it gives no name, `problem` is what it leaves open, and `note` what was decided. */
export type Person = { name: string; email: string; giftIdeas: string; household: string; isNamedByAddress: boolean; problem?: Problem; note?: Note }

/** Which of so many addresses of theirs was taken. */
type Note = { code: 'firstAddress' | 'preferredAddress'; count: number }

/** Somebody of whom a list says no more; without a name, it is made of the address. */
export function personOf(name: string, email: string): Person {
  const isNamedByAddress = name === '' && email !== ''
  return { name: isNamedByAddress ? nameFrom(email) : name, email, giftIdeas: '', household: '', isNamedByAddress }
}

/** Whether a record is a row of a table: an address alone in one cell, and something else in another. */
export function isRow(record: CellRecord): boolean {
  const cells = rowCells(record).filter((cell) => /[\p{L}\p{N}]/u.test(cell))
  return cells.some((cell) => addressAlone(cell) !== undefined) && cells.some((cell) => addressesIn(cell).length === 0)
}

/** The cells of a record, by another separator where the table's own finds no address. */
export function rowCells({ cells, raw }: CellRecord): string[] {
  if (cells.length > 1 && cells.some((cell) => addressAlone(cell) !== undefined)) return cells
  return (addressesIn(raw).length > 0 && cellsByAny(raw)) || cells
}

/** Reads a row of a table whose columns are known. */
export function personInRow({ cells }: CellRecord, columns: Column[]): Person {
  const row = inPlace(cells, columns)
  const texts = (role: Role) => row.filter((_, place) => columns[place]?.role === role).map((cell) => withoutGuard(cell.trim().replace(/^="(.*)"$/s, '$1')))
  const hasMail = columns.some(({ role }) => role === 'email')
  const [mailCell = (hasMail && row.find((cell) => addressesIn(cell).length > 0)) || ''] = texts('email')
  const addresses = addressesIn(mailCell)
  const email = addresses[0] ?? mailCell
  const person = {
    ...named(texts, mailCell, email, columns),
    giftIdeas: texts('gift_ideas').filter(Boolean).join('\n'),
    household: texts('household').join(' ').trim(),
  }
  const others = hasMail ? [...addresses.slice(1), ...strangers(row, columns, email)] : []
  if (others.length === 0) return person
  const text = row.join('\n')
  const found = [email, ...others].toSorted((one, other) => text.indexOf(one) - text.indexOf(other))
  return { ...person, problem: { code: 'severalAddresses', addresses: found } }
}

/** In a line that was typed by hand, name and address may stand the other way round. */
function inPlace(cells: string[], columns: Column[]): string[] {
  const mail = columns.findIndex(({ role }) => role === 'email')
  if (columns.some(({ heading }) => heading !== undefined) || mail < 0 || addressesIn(cells[mail] ?? '').length > 0) return cells
  const place = cells.findIndex((cell) => addressAlone(cell) !== undefined)
  return place < 0
    ? cells
    : cells
        .with(place, cells[mail] ?? '')
        .concat(Array<string>(Math.max(0, mail + 1 - cells.length)).fill(''))
        .with(mail, cells[place] ?? '')
}

function named(texts: (role: Role) => string[], mailCell: string, email: string, columns: Column[]): Person {
  const whole = texts('name').join(' ').trim() || [...texts('first_name'), ...texts('last_name')].filter(Boolean).join(' ')
  const isWithAddress = email !== '' && addressesIn(whole).some((one) => one.toLowerCase() === email.toLowerCase())
  const isHeaded = columns.some(({ heading }) => heading !== undefined)
  const name = withoutLabel(isWithAddress ? withoutAddress(whole) : whole, isHeaded)
  const beside = recipientsIn(mailCell)?.[0]?.name
  // A number is a name only where there is no other.
  if (name !== '' && (/\p{L}/u.test(name) || !beside)) return { ...personOf('', email), name, isNamedByAddress: false }
  if (addressesIn(mailCell).length === 0) return { ...personOf('', ''), email }
  const hasNames = columns.some(({ role }) => role === 'name' || role === 'first_name' || role === 'last_name')
  if (hasNames && whole === '' && !beside) return { ...personOf('', email), name: '', isNamedByAddress: false }
  if (beside === undefined && addressAlone(mailCell) === undefined) return { ...personOf('', email), problem: { code: 'moreThanAPerson' } }
  return personOf(beside ?? '', email)
}

/** Without the heading that somebody wrote into the cell, where there is none above it (“Name: Bob”), or the bullet before it. */
function withoutLabel(name: string, isHeaded: boolean): string {
  const [, label = '', rest = name] = /^([^:]{1,40}):\s*(\S.*)$/s.exec(name) ?? []
  return isHeaded ? name : (isPlain(label) ? rest : name).replace(/^[*•▪◦‣]\s+/, '')
}

/** Addresses of somebody else, or another one of the same person, in a cell where nobody expects one. */
function strangers(row: string[], columns: Column[], email: string): string[] {
  const others = row.filter((_, place) => columns[place]?.role !== 'email' && !columns[place]?.mayHoldAddresses).flatMap(addressesIn)
  return others.filter((other) => other.toLowerCase() !== email.toLowerCase())
}
