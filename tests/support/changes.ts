import type { House } from './house.ts'

/** A row by its columns. */
export type Row = Record<string, unknown>

/** A row that an act added, changed or took away: of which table, how it was, and how it is. */
export type Change = { table: string; before: Row | undefined; after: Row | undefined }

/** Every row by its table and identifier. */
export function rowsOf(house: House): Map<string, Row> {
  return new Map(
    Object.entries(house.everyRow()).flatMap(([table, rows]) => rows.map((row) => JSON.parse(row) as Row).map((row) => [`${table} ${row.id}`, row] as const)),
  )
}

/** What an act adds, changes and takes away, in any table. */
export async function changesBy(house: House, act: () => Promise<unknown>): Promise<Change[]> {
  const before = rowsOf(house)
  await act()
  const after = rowsOf(house)
  const isOther = (key: string) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key))
  const all = [...new Set([...before.keys(), ...after.keys()])].filter(isOther)
  return all.map((key) => ({ table: key.split(' ')[0] as string, before: before.get(key), after: after.get(key) }))
}

/** The columns in which a row is not as before. */
export function columnsOf({ before, after }: Change): string[] {
  return Object.keys({ ...before, ...after }).filter((column) => before?.[column] !== after?.[column])
}

/** What became of a row. */
export function kindOf({ before, after }: Change): 'added' | 'removed' | 'changed' {
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
}
