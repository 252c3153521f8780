import { addressAlone, addressesIn } from './addresses.ts'
import { type HeadingRole, mostColumns, type Role, rolesOf } from './headings.ts'

/**
 * A column of a list: its heading if it has one, something that stands in it, and what it is taken for. `mayHoldAddresses` where
 * an address in it is no surprise: somebody chose what it holds, or its heading and the other lines say so.
 */
export type Column = { heading: string | undefined; sample: string; role: Role; mayHoldAddresses: boolean }

/** What was chosen for some of the columns, by place; the others are recognised. */
export type Choice = ReadonlyMap<number, Role>

/** Contents that at most one column has. */
const single: readonly Role[] = ['name', 'first_name', 'last_name', 'email']

/** Says what each column holds: what was chosen, else by headings, else by what stands in `rows`. */
export function recogniseColumns(heading: string[] | undefined, rows: string[][], choice: Choice): Column[] {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), heading?.length ?? 0)
  const columns = Array.from({ length: Math.min(width, mostColumns) }, (_, place) => {
    const cells = rows.map((row) => row[place]?.trim() ?? '').filter((cell) => cell !== '')
    const title = heading?.[place]?.trim() || undefined
    return { title, cells, headingRoles: title === undefined ? [] : rolesOf(title) }
  })
  const found = new Map<number, Role>()
  const give = (place: number | undefined, role: Role) => {
    if (place === undefined || choice.has(place) || found.has(place)) return
    if (single.includes(role) && [...choice.values(), ...found.values()].includes(role)) return
    found.set(place, role)
  }
  give(mailColumn(columns, choice), 'email')
  const free = columns.map((column, place) => ({ ...column, place })).filter(({ place }) => !choice.has(place) && !found.has(place))
  for (const { place, headingRoles } of free) for (const role of headingRoles) if (role !== 'address' && role !== 'email' && role !== 'infix') give(place, role)
  for (const { place, headingRoles } of free) if (headingRoles.includes('infix') && !found.has(place)) found.set(place, 'last_name')
  splitNames(columns, found)
  const isNamed = [...choice.values(), ...found.values()].some((role) => role === 'name' || role === 'first_name' || role === 'last_name')
  if (!isNamed)
    for (const [place, role] of namesByContent(
      free.filter(({ place }) => !found.has(place)),
      columns,
      found,
    ))
      give(place, role)
  return columns.map((column, place) => {
    const mayHoldAddresses = choice.has(place) || column.headingRoles.some((role) => role === 'email' || role === 'gift_ideas') || isOfAddresses(column)
    const isPartners = column.headingRoles.includes('email') && partner.test(column.title ?? '')
    return {
      heading: column.title,
      sample: column.cells[0] ?? '',
      role: roleAt(place, choice, found),
      mayHoldAddresses: mayHoldAddresses && (choice.has(place) || !isPartners),
    }
  })
}

/** Whoever has such a column may want to give with a partner, or beside one: a line that fills it is asked about. */
const partner = /partner|spouse|husband|wife|ehefrau|ehemann|conjoint|pareja|coniuge|manžel|małżon|партнер/iu

/** Whether a column under a heading holds addresses throughout, like those of managers. */
function isOfAddresses({ title, cells }: Content): boolean {
  return title !== undefined && cells.length > 1 && cells.every((cell) => addressAlone(cell) !== undefined)
}

function roleAt(place: number, choice: Choice, found: Map<number, Role>): Role {
  const chosen = choice.get(place)
  if (chosen === undefined) return found.get(place) ?? 'ignore'
  const isTaken = chosen === 'email' && [...choice].some(([other, role]) => other < place && role === chosen)
  return isTaken ? 'ignore' : chosen
}

type Content = { title: string | undefined; cells: string[]; headingRoles: HeadingRole[] }

/** The column of the addresses: the one with the most of them, and rather one whose heading says so. */
function mailColumn(columns: Content[], choice: Choice): number | undefined {
  const scores = columns.map(({ cells, headingRoles }, place) => {
    if (choice.has(place)) return 0
    const share = cells.filter((cell) => addressAlone(cell) !== undefined).length / Math.max(1, cells.length)
    const inside = cells.filter((cell) => addressesIn(cell).length > 0).length / Math.max(1, cells.length)
    const filled = cells.length / Math.max(1, ...columns.map((column) => column.cells.length))
    return (share + 0.3 * inside) * (0.5 + 0.5 * filled) + (headingRoles.includes('email') ? 1 : 0) + (headingRoles.includes('address') ? 0.2 : 0)
  })
  const best = Math.max(0, ...scores)
  return best > 0 ? scores.indexOf(best) : undefined
}

/** “Name” beside a first name is the last name, and beside a last name the first one, unless it holds the whole of it. */
function splitNames(columns: Content[], found: Map<number, Role>): void {
  const placeOf = (role: Role) => [...found].find(([, one]) => one === role)?.[0]
  const [name, first, last] = [placeOf('name'), placeOf('first_name'), placeOf('last_name')]
  const part = first ?? last
  if (name === undefined || part === undefined || (first !== undefined && last !== undefined)) return
  const parts = columns[part]?.cells ?? []
  const isWhole = (columns[name]?.cells ?? []).filter((cell, index) => cell.includes(' ') && cell.includes(parts[index] ?? '\n')).length
  if (isWhole <= parts.length / 2) found.set(name, first === undefined ? 'first_name' : 'last_name')
}

type Placed = Content & { place: number }

/** The column that looks most like names; or two, when a first and a last name stand side by side. */
function namesByContent(free: Placed[], columns: Content[], found: Map<number, Role>): [number, Role][] {
  const mail = [...found].find(([, role]) => role === 'email')?.[0] ?? columns.length
  const likely = free.filter(({ headingRoles, cells }) => headingRoles.length === 0 && looksLikeNames(cells))
  const best = Math.max(...likely.map(({ cells }) => likeness(cells)))
  const name = likely.find(({ cells }) => likeness(cells) === best)
  if (name === undefined) return []
  const [first, second] = likely
  const areBoth =
    second?.place === (first?.place ?? 0) + 1 &&
    (second.place === mail - 1 || first?.place === mail + 1) &&
    [first, second].every((one) => one?.title === undefined && areSingleWords(one?.cells ?? []))
  return areBoth
    ? [
        [second.place - 1, 'first_name'],
        [second.place, 'last_name'],
      ]
    : [[name.place, 'name']]
}

/** Everybody has a name, mostly one of their own, and it begins with a capital letter or one that knows none. */
function likeness(cells: string[]): number {
  const capitals = cells.filter((cell) => /^["'’(]?[\p{Lu}\p{Lo}]/u.test(cell)).length / cells.length
  return cells.length + new Set(cells).size / 2 + (capitals * cells.length) / 2
}

function looksLikeNames(cells: string[]): boolean {
  const like = cells.filter((cell) => cell.length <= 255 && /\p{L}/u.test(cell) && !notInNames.test(cell))
  return cells.length > 0 && like.length >= cells.length * 0.6
}

/** Dates, times, telephone numbers, links, sentences. */
const notInNames = /\d[./:-]\d|\d{5}|:\/\/|\n|(\S+\s+){7}/

function areSingleWords(cells: string[]): boolean {
  return cells.every((cell) => /^[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*$/u.test(cell))
}
