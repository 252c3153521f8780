import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { damageOf } from '../../src/database/sqlite/soundness.ts'
import { rounds } from '../doors/extent.ts'
import { temporaryFolder } from '../support/folder.ts'
import { registration } from '../support/house.ts'
import { install, openExchange, rowsOf } from '../support/installation.ts'
import { startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'
import { Visitor } from '../support/visitor.ts'

const addresses = (file: string) => rowsOf<{ email: string }>(file, 'select email from participant').map(({ email }) => email)

function mustBeSound(file: string): void {
  const database = new Database(file)
  expect(damageOf(database)).toBeUndefined()
  database.close()
}

/** Lets people register, about 50 a second, until told to stop. Returns whose registration was acknowledged so far, and how to stop. */
function registerAllTheTime(url: string, invitation: string, round: number) {
  const acknowledged: string[] = []
  let goesOn = true
  const work = (async () => {
    for (let index = 0; goesOn; index++) {
      const fields = registration(`Guest${round}x${index}`)
      const headers = { 'X-Forwarded-For': `10.${round % 250}.${index % 250}.1` }
      void new Visitor(url).post(invitation, fields, { headers }).then(({ status }) => status === 303 && acknowledged.push(fields.email as string))
      await pause(20)
    }
  })()
  return {
    acknowledged,
    async stop() {
      goesOn = false
      await work
    },
  }
}

test(`F8: a backup under load, then a restore, ${rounds(3, 50)} times: each is sound and holds all that was acknowledged before`, async () => {
  const installation = await install({})
  const program = await installation.start()
  const { invitation } = await openExchange(installation)
  for (let round = 0; round < rounds(3, 50); round++) {
    const load = registerAllTheTime(installation.url, invitation, round)
    await pause(300)
    const before = [...load.acknowledged]
    const copy = join(temporaryFolder(), 'copy.sqlite')
    expect(await run(installation.settings, 'backup', copy, '--with-secret')).toMatchObject({ code: 0 })
    await load.stop()
    const fresh = await install({ PORT: installation.settings.PORT as string })
    expect(await run(fresh.settings, 'restore', copy, '--with-secret')).toMatchObject({ code: 0, said: expect.not.stringContaining('can’t be opened') })
    mustBeSound(fresh.file)
    const restored = addresses(fresh.file)
    expect(before.filter((address) => !restored.includes(address))).toEqual([])
    // Each registration is one transaction with its e-mail: the copy shows one moment.
    expect(rowsOf(fresh.file, `select id from outgoing_email where kind = 'registration confirmation'`).length).toBe(restored.length)
  }
  console.log(`F8: ${rounds(3, 50)} backups under load, the last with ${addresses(installation.file).length} people at its end`)
  await installation.kill(program)
})

test(`kill -9 during a backup or a restore, ${rounds(8, 100)} times: no half file under the final name, and one whole database at any moment`, async () => {
  const installation = await install({})
  const program = await installation.start()
  const { invitation } = await openExchange(installation)
  await new Visitor(installation.url).post(invitation, registration('Bob'))
  program.child.kill('SIGTERM')
  await program.exited
  const folder = temporaryFolder()
  const copy = join(folder, 'copy.sqlite')
  expect((await run(installation.settings, 'backup', copy)).code).toBe(0)
  const native = new Database(installation.file)
  native.exec(`update participant set name = 'Robert', email = 'robert@example.org', gift_ideas = hex(zeroblob(4000000))`)
  native.close()
  const started = performance.now()
  expect((await run(installation.settings, 'backup', join(folder, 'whole.sqlite'))).code).toBe(0)
  const duration = performance.now() - started
  const seen = { whole: 0, none: 0, restored: 0, kept: 0 }
  for (let round = 0; round < rounds(8, 100); round++) {
    const moment = duration * (0.5 + 1.1 * (((round * 37) % 100) / 100))
    const target = join(folder, `round${round}.sqlite`)
    await killAfter(moment, installation.settings, 'backup', target)
    const isThere = readdirSync(folder).includes(`round${round}.sqlite`)
    if (isThere) mustBeSound(target)
    if (isThere) expect(addresses(target)).toEqual(['robert@example.org'])
    seen[isThere ? 'whole' : 'none']++
    await killAfter(moment, installation.settings, 'restore', copy)
    mustBeSound(installation.file)
    const isRestored = addresses(installation.file)[0] === 'bob@example.org'
    expect(addresses(installation.file)).toEqual([isRestored ? 'bob@example.org' : 'robert@example.org'])
    seen[isRestored ? 'restored' : 'kept']++
    if (isRestored) expect((await run(installation.settings, 'restore', join(folder, 'whole.sqlite'))).code).toBe(0)
  }
  console.log(`killed backups: ${seen.whole} whole, ${seen.none} without a file; killed restores: ${seen.restored} done, ${seen.kept} not begun`)
})

async function killAfter(milliseconds: number, settings: Record<string, string>, ...command: string[]): Promise<void> {
  const program = startProgram(command, settings)
  await pause(milliseconds)
  program.child.kill('SIGKILL')
  await program.exited
}
