import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrations } from '../../src/database/sqlite/migrator.ts'
import { countRows, damageOf } from '../../src/database/sqlite/soundness.ts'
import { rounds } from '../doors/extent.ts'
import { fixtures, makeOldAndLarge, unpack } from '../support/fixture.ts'
import { temporaryFolder } from '../support/folder.ts'
import { startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'

/** The tables of a database as they are declared, how many rows each has, and which migrations it knows. */
function look(file: string) {
  const database = new Database(file)
  try {
    const schema = database.prepare("select name, sql from sqlite_master where name not like 'sqlite_%' order by name").all()
    const { migration, ...rows } = countRows(database)
    return { damage: damageOf(database), migration, rows, schema }
  } finally {
    database.close()
  }
}

test(`F4: kill -9 while a large database is migrated, ${rounds(10, 200)} times: nothing is half done, and no row lost`, { timeout: 1_800_000 }, async () => {
  const DATA_DIR = temporaryFolder()
  const file = join(DATA_DIR, 'sneaky-klaus.sqlite')
  const backups = join(DATA_DIR, 'backups')
  const old = join(temporaryFolder(), 'old.sqlite')
  unpack(fixtures.at(-1) as string, old)
  await makeOldAndLarge(old, 20_000)
  const before = look(old)
  expect(before.migration).toBe(1)
  const putBack = () => {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(file + rest, { force: true })
    rmSync(backups, { recursive: true, force: true })
    new Database(old).exec(`vacuum into '${file}'`).close()
  }
  putBack()
  const started = performance.now()
  expect(await run({ DATA_DIR }, 'migrate')).toEqual({ code: 0, said: expect.stringContaining('Applied') })
  const duration = performance.now() - started
  const after = look(file)
  expect(after.migration).toBe(migrations.length)

  const seen = { before: 0, after: 0, backups: 0 }
  for (let round = 0; round < rounds(10, 200); round++) {
    putBack()
    const program = startProgram(['migrate'], { DATA_DIR })
    // The first third is Node getting ready, when nothing is touched yet.
    await pause(duration * (0.3 + 1.4 * (((round * 37) % 100) / 100)))
    program.child.kill('SIGKILL')
    await program.exited
    const now = look(file)
    const isOld = now.migration === 1
    expect(now, `round ${round}`).toEqual(isOld ? before : after)
    seen[isOld ? 'before' : 'after']++
    // A backup that has its name is whole, whenever the end came.
    const whole = existsSync(backups) ? readdirSync(backups).filter((name) => name.endsWith('.sqlite')) : []
    for (const name of whole) expect(look(join(backups, name))).toEqual(before)
    seen.backups += whole.length
    expect((await run({ DATA_DIR }, 'migrate')).code).toBe(0)
    expect(look(file)).toEqual(after)
  }
  const total = Object.values(after.rows).reduce((sum, count) => sum + count, 0)
  console.log(
    `F4: ${total} rows, ${Math.round(duration)} ms unharmed; killed before it counted ${seen.before} times, after ${seen.after}; ${seen.backups} whole backups`,
  )
  expect(seen.before).toBeGreaterThan(0)
})
