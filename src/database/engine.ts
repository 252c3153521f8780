import type { Migration } from '@mikro-orm/migrations'
import type { CompiledQuery } from 'kysely'
import type { EntityManager } from './orm.ts'

/** A bind parameter of a statement; each database has its own form for timestamps and booleans. */
export type Value = string | number | boolean | Date | null

/** A list as one value, and how `in` and `not in` compare with it: operator, what stands before the value, what after it. */
export type Lists = { value(list: readonly Value[]): Value; in: readonly [string, string, string]; 'not in': readonly [string, string, string] }

export type NamedMigration = { name: string; class: new (...parameters: ConstructorParameters<typeof Migration>) => Migration }

/** What SQLite and PostgreSQL do differently, other than the entities, which are the same. */
export type Engine = {
  /** Reads outside of a transaction, past Kysely, which takes three times as long. Timestamps come out as milliseconds, booleans as 0 and 1. */
  read(sql: string, parameters: readonly Value[]): unknown[] | Promise<unknown[]>
  /** The statement as the connection of a transaction takes it, whose rows look like those of `read`. */
  bind(sql: string, parameters: readonly Value[]): CompiledQuery
  lists: Lists
  /** Whether transactions change rows at once, so that whatever spans rows has to lock one; else writers take turns. */
  hasConcurrentWriters: boolean
  /** Takes the bytes of deleted rows out of the database's files, as far as the database lets us. */
  leaveNoTrace(): Promise<void>
  /** Why the database is not sound, in a few words; undefined when it is, or when nobody can tell. */
  findDamage(): Promise<string | undefined>
  /** Throws unless rows can be changed now. */
  mustBeWritable(): Promise<void>
  /** Every migration of this version, oldest first. A released one is never changed. */
  migrations: readonly NamedMigration[]
  /** The names of the migrations that the database has seen, oldest first; none in an empty one. */
  appliedMigrations(): Promise<string[]>
}

const engines = new WeakMap<object, Engine>()

/** Says how the database of these entity managers works. */
export function setEngine(em: EntityManager, engine: Engine): void {
  engines.set(em.getDriver(), engine)
}

/** Throws when the database was opened in another way than by us. */
export function engineOf(em: EntityManager): Engine {
  const engine = engines.get(em.getDriver())
  if (!engine) throw new Error('This database was opened past openDatabase.')
  return engine
}
