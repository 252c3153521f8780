import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import { Client } from 'pg'
import { createSyncFn } from 'synckit'
import { inject } from 'vitest'
import { deleteEveryRow, tablesOf } from '../../src/database/copy-rows.ts'
import type { Value } from '../../src/database/engine.ts'
import type { OpenDatabase } from '../../src/database/orm.ts'
import { numbered } from '../../src/database/postgresql/engine.ts'
import { openPostgresDatabase } from '../../src/database/postgresql/open.ts'
import { stored } from '../../src/database/sqlite/engine.ts'
import { openSqliteDatabase, type SqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import type { World } from '../../src/world.ts'
import { testWorld } from './world.ts'

/** An open database of a test, into which it can look past the app, at once. */
export type TestDatabase = {
  open: OpenDatabase
  /** Where it is; a path for a file. */
  url: string
  query(sql: string, parameters: readonly Value[]): unknown[]
  /** Without parameters these may be several statements. */
  exec(sql: string, parameters: readonly Value[]): void
  /** Everything that is stored, as text: every byte of the files of SQLite, every row of PostgreSQL. */
  stored(): string
  /** Every row there is, in the statements that put it in the place of whatever there is; undefined where a file is not a test’s alone. */
  script?(): string
  /** Runs what `script` gave, of this database or another. */
  load?(script: string): Promise<void>
  /** Lets nobody else change an exchange until the returned function is called. */
  holdWriters(): Promise<() => Promise<void>>
  /** Opens the database once more, as another instance does. Throws where only one may. */
  openAgain(): OpenDatabase
  close(): Promise<void>
}

/** A database of this version: in `file`, which may be there already, or else one that other tests of this worker have had before. */
export async function openTestDatabase(file: string | undefined, world: World): Promise<TestDatabase> {
  const server = inject('postgres')
  if (server) return openOnServer(server, world)
  return file === undefined ? openFileRoom(world) : openFile(file, world)
}

async function openFile(file: string, world: World): Promise<TestDatabase & { open: SqliteDatabase }> {
  if (!existsSync(file)) copyFileSync(await migratedFile(), file)
  const open = openSqliteDatabase(file, world, entities)
  // Nobody pulls the plug here, so no commit waits for the disk. That the app itself does is what tests/database looks at.
  open.native.pragma('synchronous = off')
  const kept = new LRUCache<string, Database.Statement>({ max: 200, memoMethod: (sql) => open.native.prepare(sql) })
  return {
    open,
    url: file,
    query: (sql, parameters) => kept.memo(sql).all(parameters.map(stored)),
    exec(sql, parameters) {
      if (parameters.length === 0) open.native.exec(sql)
      else kept.memo(sql).run(parameters.map(stored))
    },
    stored() {
      const files = ['', '-wal', '-shm'].map((ending) => file + ending).filter((path) => existsSync(path))
      return files.map((path) => readFileSync(path, 'latin1')).join()
    },
    async holdWriters() {
      const writer = new Database(file)
      writer.exec('begin immediate')
      return async () => void writer.close()
    },
    openAgain() {
      throw new Error('One process serves a file.')
    },
    close: () => open.close(),
  }
}

/** A file that is open, whose time is the one of the present house. `empty` takes every row out, and says whether all else is as it was. */
type FileRoom = { database: TestDatabase & { open: SqliteDatabase }; world: World; empty(): Promise<boolean>; close(): Promise<void> }

/** Those that are empty again: opening one, and preparing its statements, takes longer than many tests. */
const emptyFiles: FileRoom[] = []

async function openFileRoom(world: World): Promise<TestDatabase> {
  const room = emptyFiles.pop() ?? (await makeFileRoom(world))
  room.world = world
  return {
    ...room.database,
    async close() {
      if (await room.empty()) emptyFiles.push(room)
      else await room.close()
    },
  }
}

async function makeFileRoom(world: World): Promise<FileRoom> {
  const file = await openFile(join(dirname(await migratedFile()), `${randomUUID()}.sqlite`), { ...world, now: () => room.world.now() })
  const { orm, native } = file.open
  // It checks no references, so that SQLite throws whole tables away; what they held is overwritten with zeros there, too.
  const cleaner = new Database(file.url)
  for (const pragma of ['foreign_keys = 0', 'secure_delete = 1', 'synchronous = off']) cleaner.pragma(pragma)
  const tables = tablesOf(orm.em.fork()).map(({ name, columns }) => ({ name, columns: columns.map((column) => `"${column}"`) }))
  const noRow = tables.map(({ name }) => `delete from "${name}";`).join('')
  const insertions = tables.map(({ name, columns }) => {
    const values = columns.map((column) => `quote(${column})`).join(` || ',' || `)
    return cleaner.prepare(`select 'insert into "${name}" (${columns.join()}) values (' || ${values} || ');' from "${name}"`).pluck()
  })
  const shape = () =>
    JSON.stringify([
      ...['schema_version', 'database_list', 'query_only'].map((name) => native.pragma(name)),
      // Of what is no entity's table a test may write this one.
      native.prepare('select name from migration order by name').all(),
    ])
  const before = shape()
  // Comes after whatever is being written, and lets go of what is being read.
  const settled = () => orm.em.getConnection().execute('pragma schema_version')
  const run = (statements: string) => void cleaner.exec(`begin; ${statements} commit`)
  const room: FileRoom = {
    database: {
      ...file,
      script: () => noRow + insertions.flatMap((every) => every.all()).join('\n'),
      async load(script) {
        await settled()
        run(script)
      },
    },
    world,
    async empty() {
      await settled()
      if (shape() !== before) return false
      run(noRow)
      cleaner.pragma('wal_checkpoint(truncate)')
      return true
    },
    close() {
      cleaner.close()
      return file.close()
    },
  }
  return room
}

let migrated: Promise<string> | undefined

/** An empty database file with every table, made once for all houses of a test file. */
function migratedFile(): Promise<string> {
  migrated ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sneaky-klaus-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const database = openSqliteDatabase(join(folder, 'empty.sqlite'), testWorld(), entities)
    await database.migrate(folder, new Date(0))
    await database.close()
    return join(folder, 'empty.sqlite')
  })()
  return migrated
}

let ask: ((url: string, text: string, values: readonly Value[]) => unknown[]) | undefined

/** A database on the server, open, and whose time is the one of the present house. */
type Room = { url: string; open: OpenDatabase; world: World; tables: string[] }

/** Those that are empty again: making and opening one takes longer than most tests. */
const emptyRooms: Room[] = []

function openRoom(server: { address: string; template: string }, world: World): Room {
  const url = makeDatabase(server)
  const open = openPostgresDatabase(url, { ...world, now: () => room.world.now() }, entities)
  const room: Room = { url, world, open, tables: tablesOf(open.orm.em.fork()).map(({ name }) => name) }
  return room
}

async function openOnServer(server: { address: string; template: string }, world: World): Promise<TestDatabase> {
  ask ??= createSyncFn(new URL('./postgres/answer-queries.ts', import.meta.url).href)
  const query = ask
  const room = emptyRooms.pop() ?? openRoom(server, world)
  const { url, open, tables } = room
  room.world = world
  let isAsBefore = true
  return {
    open,
    url,
    query: (sql, parameters) => query(url, numbered(sql), parameters),
    exec(sql, parameters) {
      isAsBefore &&= !/\b(alter|create|migration)\b/.test(sql)
      query(url, numbered(sql), parameters)
    },
    stored() {
      const tables = query(url, `select table_name as name from information_schema.tables where table_schema = 'public'`, []) as { name: string }[]
      return tables.map(({ name }) => JSON.stringify(query(url, `select * from "${name}"`, []))).join()
    },
    script() {
      const every = tables.map((table) => `select '"${table}"' as table, quote_nullable(json_agg(row)::text) as rows from "${table}" row`)
      const found = query(url, every.join(' union all '), []) as { table: string; rows: string }[]
      const insertions = found.map(({ table, rows }) => `insert into ${table} select * from json_populate_recordset(null::${table}, ${rows});`)
      return [...tables.toReversed().map((table) => `delete from "${table}";`), ...insertions].join('\n')
    },
    load: async (script) => void query(url, script, []),
    async holdWriters() {
      const client = new Client(url)
      await client.connect()
      await client.query('begin; select from exchange for update')
      return () => client.end()
    },
    openAgain: () => openPostgresDatabase(url, world, entities),
    async close() {
      if (!isAsBefore) return open.close()
      await open.orm.em.fork().transactional((transaction) => deleteEveryRow(transaction))
      emptyRooms.push(room)
    },
  }
}

function makeDatabase({ address, template }: { address: string; template: string }): string {
  const name = `house_${randomUUID().replaceAll('-', '')}`
  ask?.(`${address}postgres`, `create database ${name} template ${template}`, [])
  return address + name
}
