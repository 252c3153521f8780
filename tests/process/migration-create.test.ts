import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { migrate } from '../../src/database/sqlite/migrator.ts'
import { openSqliteDatabase } from '../../src/database/sqlite/open.ts'
import { entities } from '../../src/entities.ts'
import { temporaryFolder } from '../support/folder.ts'
import { testWorld } from '../support/world.ts'

const project = join(import.meta.dirname, '../..')

test('npm run migration:create drafts what the entities have beyond the database, and nothing when it is up to date', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'klaus.sqlite')
  const draft = async () => {
    const env = { ...process.env, MIGRATION_DATABASE: file }
    const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'migration:create', '--', '--path', join(folder, 'drafts')], { cwd: project, env })
    return stdout
  }
  const database = openSqliteDatabase(file, testWorld(), entities)
  await migrate(database, join(folder, 'backups'), new Date())
  expect(await draft()).toContain('No changes required')
  database.native.exec('alter table session drop column user_agent')
  await database.close()
  expect(await draft()).toContain('successfully created')
  expect(readdirSync(join(folder, 'drafts'))).toHaveLength(1)
})
