import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Migration } from '@mikro-orm/migrations'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { paths } from '../../src/paths.ts'
import { alice, registration } from '../support/house.ts'
import { install, openExchange, rowsOf } from '../support/installation.ts'
import { run } from '../support/run.ts'
import { Visitor } from '../support/visitor.ts'
import { testWorld } from '../support/world.ts'

/** What a later version may do to the tables. */
class Later extends Migration {
  override up(): void {
    this.addSql('alter table participant add column shoe_size integer null')
  }
}

test('an upgrade and back: the earlier version refuses the upgraded database, and comes up with the copy from before it', async () => {
  const installation = await install({})
  const program = await installation.start()
  const { invitation } = await openExchange(installation)
  for (const name of ['Bob', 'Charlie']) await new Visitor(installation.url).post(invitation, registration(name))
  program.child.kill('SIGTERM')
  expect(await program.exited).toBe(0)
  const before = rowsOf(installation.file, 'select * from participant order by id')

  const backups = join(installation.settings.DATA_DIR as string, 'backups')
  const upgraded = openSqliteDatabase(installation.file, testWorld(), entities)
  expect(await migrate(upgraded, backups, new Date(), [...migrations, { name: '2099-later', class: Later }])).toEqual(['2099-later'])
  await upgraded.close()

  for (const command of ['serve', 'migrate']) {
    expect(await run(installation.settings, command)).toMatchObject({
      code: 1,
      said: expect.stringContaining('written by a newer version (it knows 2099-later)'),
    })
  }
  const [copy] = readdirSync(backups).filter((name) => name.endsWith('-before-2099-later.sqlite'))
  expect(await run(installation.settings, 'restore', join(backups, copy as string))).toMatchObject({ code: 0, said: expect.stringContaining('is kept in') })

  await installation.start()
  expect(rowsOf(installation.file, 'select * from participant order by id')).toEqual(before)
  const organiser = new Visitor(installation.url)
  expect((await organiser.post(paths.adminLogin(), alice)).location).toBe(paths.adminDashboard())
  expect((await new Visitor(installation.url).post(invitation, registration('Dana'))).status).toBe(303)
})
