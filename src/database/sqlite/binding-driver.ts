import { SqliteConnection, SqliteDriver } from '@mikro-orm/sqlite'
import { CompiledQuery } from 'kysely'
import type { Value } from '../engine.ts'
import { stored } from './engine.ts'

/**
 * MikroORM's driver for SQLite, which binds values where MikroORM writes them into the SQL. So statements recur and stay prepared. Those
 * that served once lay around outside of the heap, a few kilobytes each, and the garbage collector, which can't see that, let them grow.
 */
export class BindingDriver extends SqliteDriver {
  override readonly connection = new BindingConnection(this.config)
}

class BindingConnection extends SqliteConnection {
  override async execute(...all: Parameters<SqliteConnection['execute']>): Promise<never> {
    const [query, parameters, method = 'all', transaction] = all
    const bound = typeof query === 'string' && Array.isArray(parameters) ? bind(query, parameters) : undefined
    if (!bound) return (await super.execute(...all)) as never
    await this.ensureConnection()
    return this.transformRawResult(await (transaction ?? this.getClient()).executeQuery(bound), method)
  }
}

/** More than this many values is no statement that recurs. */
const mostValues = 2000

/** A list fills one question mark, as in `id in (?)`. Undefined for what only MikroORM can write: `??`, `\?`, fragments of SQL, JSON. */
function bind(sql: string, parameters: readonly unknown[]): CompiledQuery | undefined {
  const [start = '', ...rest] = sql.split('?')
  if (rest.length === 0 || rest.length !== parameters.length || sql.includes('\\?')) return undefined
  let written = start
  const values: unknown[] = []
  for (const [index, parameter] of parameters.entries()) {
    const list = (Array.isArray(parameter) ? parameter : [parameter]).map(storedIfKnown)
    values.push(...list)
    written += list.map(() => '?').join(', ') + rest[index]
  }
  return values.includes(undefined) || values.length > mostValues ? undefined : CompiledQuery.raw(written, values)
}

/** A value as a column holds it; undefined for what none does. */
function storedIfKnown(value: unknown): string | number | null | undefined {
  if (value === undefined) return null
  return isKnown(value) ? stored(value) : undefined
}

function isKnown(value: unknown): value is Value {
  return value === null || value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value)
}
