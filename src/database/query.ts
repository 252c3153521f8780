import type { Opt } from '@mikro-orm/core'
import type { Compilable, Kysely, OperationNodeSource, SqlBool } from 'kysely'
import { NotFound } from '../errors.ts'
import { type Compiled, compile, type Parameter } from './compile.ts'
import { type Engine, engineOf } from './engine.ts'
import type { EntityManager } from './orm.ts'

/** The tables by the names of their entities, and their columns by the names of the properties; `entities.ts` fills it in. */
// biome-ignore lint/suspicious/noEmptyInterface: filled in by declaration merging.
export interface Tables {}

type Given = Readonly<Record<string, Parameter>>
type Statement<Result> = Compilable<Result> & OperationNodeSource
type Build<Values extends Given, Result> = (db: Kysely<Tables>, given: Values) => Statement<Result>

/** What comes out: conditions as booleans, whatever the database calls them, and values without MikroORM's mark of those that it fills in. */
type Row<Result> = { [Column in keyof Result]: Plain<SqlBool extends Result[Column] ? boolean | Exclude<Result[Column], SqlBool> : Result[Column]> }
type Plain<Value> = Value extends Opt<infer Unmarked> ? Unmarked : Value

/** A statement that was declared, compiled once for each database. */
export type Declared = { compiledFor(em: EntityManager): Compiled }

/** Every statement of the modules that are loaded, so that a test can prepare all of them. */
export const declared: Declared[] = []

/**
 * Declares a read, in Kysely's words and the names of entities and properties: built and compiled once, run as a prepared statement.
 * `build` gets placeholders in place of the values, so it can't decide by them; a list is one placeholder, for `in` and `not in`. Rows
 * come out with timestamps as dates and conditions as booleans, outside of a transaction from the reading connection.
 */
export function query<Values extends Given, Result>(build: Build<Values, Result>): (em: EntityManager, given: Values) => Promise<Row<Result>[]> {
  const compiledFor = declare(build)
  return async (em, given) => {
    const compiled = compiledFor(em)
    const parameters = compiled.bind(given)
    const engine = engineOf(em)
    const rows =
      compiled.isRead && !em.isInTransaction()
        ? await engine.read(compiled.sql, parameters)
        : (await em.getKysely().executeQuery(engine.bind(compiled.sql, parameters))).rows
    return compiled.convert(rows) as Row<Result>[]
  }
}

/** Declares a read as `query` does; gives the first row, if there is one. */
export function queryOne<Values extends Given, Result>(build: Build<Values, Result>): (em: EntityManager, given: Values) => Promise<Row<Result> | undefined> {
  const find = query(build)
  return async (em, given) => (await find(em, given))[0]
}

/** Declares a read as `queryOne` does, of what has to be there: throws NotFound when it is not, or is gone since somebody looked. */
export function queryOneOrFail<Values extends Given, Result>(build: Build<Values, Result>): (em: EntityManager, given: Values) => Promise<Row<Result>> {
  const find = queryOne(build)
  return async (em, given) => {
    const found = await find(em, given)
    if (!found) throw new NotFound('There is no such row.')
    return found
  }
}

/**
 * Declares a change as `query` does a read: one UPDATE, DELETE or INSERT, in the caller's transaction or in one of its own. Gives how many
 * rows it changed, which of simultaneous tries tells the one that won.
 */
export function change<Values extends Given>(build: Build<Values, unknown>): (em: EntityManager, given: Values) => Promise<number> {
  const compiledFor = declare(build)
  return async (em, given) => {
    const { sql, bind } = compiledFor(em)
    const { numAffectedRows } = await em.getKysely().executeQuery(engineOf(em).bind(sql, bind(given)))
    return Number(numAffectedRows)
  }
}

function declare<Values extends Given, Result>(build: Build<Values, Result>): (em: EntityManager) => Compiled {
  const byEngine = new WeakMap<Engine, Compiled>()
  const compiledFor = (em: EntityManager) => {
    const engine = engineOf(em)
    const compiled = byEngine.get(engine) ?? compile(em, engine, build)
    byEngine.set(engine, compiled)
    return compiled
  }
  declared.push({ compiledFor })
  return compiledFor
}
