import type { House } from '../../support/house.ts'

/** A row that was added, changed or taken away: of which table, whose it says that it is, and, of a message, when it is delivered. */
export type Change = { at: number; table: string; person: string | null; deliverAt: number | null }

/**
 * Sees every change of the database as it happens, as somebody does who has the file before and after each step, or all that is written ahead. Returns what gives
 * the changes since it was last called, `at` being when it is.
 */
export function watch(house: House): () => Change[] {
  const { native } = house
  const tables = house.rows<{ name: string }>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`).map(({ name }) => name)
  native.exec('create table watched (step integer primary key, place text, person text, deliver_at integer)')
  for (const table of tables) {
    const columns = house.rows<{ name: string }>(`select name from pragma_table_info('${table}')`).map(({ name }) => name)
    const owner = table === 'participant' ? 'id' : ['participant_id', 'giver_id'].find((column) => columns.includes(column))
    for (const [act, row] of [
      ['insert', 'new'],
      ['update', 'new'],
      ['delete', 'old'],
    ]) {
      const values = [`'${table}'`, owner ? `${row}.${owner}` : 'null', table === 'message' ? `${row}.deliver_at` : 'null']
      native.exec(
        `create trigger watch_${table}_${act} after ${act} on "${table}" begin insert into watched (place, person, deliver_at) values (${values.join()}); end`,
      )
    }
  }
  return () => {
    const at = house.world.now().getTime()
    const seen = house.rows<{ place: string; person: string | null; deliver_at: number | null }>('select place, person, deliver_at from watched order by step')
    native.exec('delete from watched')
    return seen.map(({ place, person, deliver_at }) => ({ at, table: place, person, deliverAt: deliver_at }))
  }
}
