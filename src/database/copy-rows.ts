import { hash } from 'node:crypto'
import type { Value } from './engine.ts'
import type { EntityManager } from './orm.ts'
import { rows } from './statements.ts'

type Row = Record<string, string | number | null>

/** A table of the entities: its columns, which of them hold timestamps and booleans, and to which tables they refer. */
type Table = { name: string; columns: string[]; timestamps: Set<string>; booleans: Set<string>; refersTo: string[] }

const atOnce = 500

/**
 * Copies every row of the tables in `from` into those in `to`, which are empty, and reads all of them there again. The two may be
 * databases of different kinds, at this version, and both entity managers in a transaction; the tables named in `without` are left out. Returns how many rows each table has.
 * Throws when a row has not arrived as it was.
 */
export async function copyRows(from: EntityManager, to: EntityManager, without: readonly string[] = []): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of tablesOf(from).filter(({ name }) => !without.includes(name))) {
    const sent = new Map<string, string>()
    for await (const some of everyRow(from, table)) {
      for (const row of some) sent.set(row.id as string, digestOf(row, table))
      const values = some.flatMap((row) => table.columns.map((column) => asValue(row[column] ?? null, column, table)))
      await rows(to, insertion(table, some.length), values)
    }
    counts[table.name] = sent.size
    for await (const some of everyRow(to, table)) {
      for (const row of some) {
        if (sent.get(row.id as string) !== digestOf(row, table)) throw new Error(`A row of ${table.name} did not arrive as it was.`)
        sent.delete(row.id as string)
      }
    }
    if (sent.size > 0) throw new Error(`${sent.size} rows of ${table.name} did not arrive.`)
  }
  return counts
}

/** Deletes every row, in the caller's transaction. */
export async function deleteEveryRow(em: EntityManager): Promise<void> {
  for (const { name } of tablesOf(em).toReversed()) await rows(em, `delete from "${name}"`, [])
}

/** How many rows there are in all. */
export async function countEveryRow(em: EntityManager): Promise<number> {
  let sum = 0
  for (const { name } of tablesOf(em)) sum += (await rows<{ count: number }>(em, `select count(*) as count from "${name}"`))[0]?.count ?? 0
  return sum
}

/** Every table, after those that its rows refer to. */
export function tablesOf(em: EntityManager): Table[] {
  const tables = [...em.getMetadata().getAll().values()].map((entity) => {
    const properties = entity.props.filter(({ persist, fieldNames }) => persist !== false && fieldNames?.length === 1)
    const named = (isIt: (property: (typeof properties)[number]) => boolean) => properties.filter(isIt).map(({ fieldNames }) => fieldNames[0] as string)
    return {
      name: entity.tableName,
      columns: named(() => true),
      timestamps: new Set(named(({ runtimeType }) => runtimeType === 'Date')),
      booleans: new Set(named(({ runtimeType }) => runtimeType === 'boolean')),
      refersTo: properties.flatMap(({ targetMeta }) => targetMeta?.tableName ?? []).filter((name) => name !== entity.tableName),
    }
  })
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const isThere = (name: string) => ordered.some((table) => table.name === name)
    const next = tables.filter((table) => !isThere(table.name) && table.refersTo.every(isThere))
    if (next.length === 0) throw new Error('Tables refer to each other in a circle.')
    ordered.push(...next)
  }
  return ordered
}

/** Reads by identifiers, which are random: in what order rows are stored elsewhere tells nothing. */
async function* everyRow(em: EntityManager, { name, columns }: Table): AsyncGenerator<Row[]> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  for (let last = ''; ; ) {
    const some = await rows<Row>(em, `select ${list} from "${name}" where id > ? order by id limit ?`, [last, atOnce])
    if (some.length > 0) yield some
    if (some.length < atOnce) return
    last = some.at(-1)?.id as string
  }
}

function insertion({ name, columns }: Table, count: number): string {
  const one = `(${columns.map(() => '?').join(', ')})`
  return `insert into "${name}" (${columns.map((column) => `"${column}"`).join(', ')}) values ${Array(count).fill(one).join(', ')}`
}

function asValue(value: string | number | null, column: string, { timestamps, booleans }: Table): Value {
  if (value === null) return null
  if (timestamps.has(column)) return new Date(value)
  return booleans.has(column) ? value === 1 : value
}

function digestOf(row: Row, { columns }: Table): string {
  return hash('sha256', JSON.stringify(columns.map((column) => row[column])))
}
