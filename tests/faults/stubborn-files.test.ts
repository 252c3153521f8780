import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { registration } from '../support/house.ts'
import { install, openExchange, rowsOf } from '../support/installation.ts'
import { startProgram } from '../support/program.ts'
import { run } from '../support/run.ts'
import { noStubbornFolder, stubbornFolder } from '../support/stubborn-folder.ts'
import { Visitor } from '../support/visitor.ts'

const warning = /^Warning: files in .* may be readable by others, since their mode can’t be set \(chmod: EPERM\)\./m

describe.skipIf(noStubbornFolder !== '')(`F5: in a folder where no mode can be changed${noStubbornFolder}`, () => {
  test('everything works that writes, with a warning', async () => {
    const folder = stubbornFolder()
    const installation = await install({ BACKUP_KEEP: '2', SMTP_URL: 'smtp://127.0.0.1:9' }, folder)
    const site = await installation.start()
    expect(site.output()).toMatch(warning)
    const { invitation } = await openExchange(installation)
    expect(await new Visitor(installation.url).post(invitation, registration('Bob'))).toMatchObject({ status: 303 })
    const copy = join(folder, 'copy.sqlite')
    expect(await run(installation.settings, 'backup', copy, '--with-secret')).toEqual({ code: 0, said: expect.stringMatching(warning) })
    await expect.poll(() => readdirSync(join(folder, 'backups')).join()).toMatch(/^daily-.*\.sqlite,exchange\.keys$/)
    site.child.kill('SIGTERM')
    expect(await site.exited).toBe(0)

    const older = new Database(installation.file)
    older.exec("update participant set email = 'nobody@example.org'")
    older.close()
    expect(await run(installation.settings, 'restore', copy, '--with-secret')).toEqual({ code: 0, said: expect.stringMatching(warning) })
    expect(rowsOf(installation.file, 'select email from participant')).toEqual([{ email: 'bob@example.org' }])
    const again = await installation.start()
    expect(again.output()).not.toMatch(/^\s+at |EPERM: /m)
    for (const name of readdirSync(folder).filter((file) => /sqlite$|key$/.test(file)))
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
    again.child.kill('SIGTERM')
    expect(await again.exited).toBe(0)
  })

  test('migrations keep their copy of what was before', async () => {
    const folder = stubbornFolder()
    const { settings, file } = await install({ SECRET_KEY: 's'.repeat(32) }, folder)
    const older = new Database(file)
    older.exec(`drop index if exists outgoing_email_due; delete from migration where name like '%counts'`)
    older.close()
    const program = startProgram(['migrate'], settings)
    await program.exited
    expect(program.output()).toMatch(warning)
    expect(program.output()).not.toMatch(/EPERM: /)
    expect(existsSync(join(folder, 'backups')) && readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/-before-.*counts\.sqlite$/)])
  })
})
