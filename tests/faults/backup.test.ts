import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { backUp } from '../../src/database/backup.ts'
import { rounds } from '../doors/extent.ts'
import { temporaryFolder } from '../support/folder.ts'
import { install, openExchange, rowsOf } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import { Visitor } from '../support/visitor.ts'
import { Crowd } from './crowd.ts'

test(`F8: a backup under 50 registrations a second, ${rounds(2, 50)} times: each is sound, has all that was acknowledged before, and can be served`, async () => {
  const office = await openPostOffice()
  const installation = await install({ RESEND_API_KEY: 're_test', RESEND_BASE_URL: office.url })
  const program = await installation.start()
  const { invitation } = await openExchange(installation)
  const crowd = new Crowd(installation.url, invitation)
  // Another connection, as of another process.
  const source = new Database(installation.file)
  crowd.come()
  let [rows, lost] = [0, 0]
  for (let round = 0; round < rounds(2, 50); round++) {
    await crowd.joined(5)
    const before = [...crowd.acknowledged]
    const folder = temporaryFolder()
    const copy = join(folder, 'sneaky-klaus.sqlite')
    await backUp(source, copy)
    expect(rowsOf(copy, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(rowsOf(copy, 'pragma foreign_key_check')).toEqual([])
    const stored = new Set(rowsOf<{ email: string }>(copy, 'select email from participant').map(({ email }) => email))
    lost += before.filter((address) => !stored.has(address)).length
    rows += stored.size
    copyFileSync(join(installation.settings.DATA_DIR as string, 'secret.key'), join(folder, 'secret.key'))
    const restored = await install({ SMTP_URL: 'smtp://127.0.0.1:9' }, folder)
    const second = await restored.start()
    expect((await new Visitor(restored.url).get(invitation)).status).toBe(200)
    await restored.kill(second)
  }
  await crowd.stop()
  source.close()
  await installation.kill(program)
  office.close()
  console.log(
    `F8: ${rounds(2, 50)} backups under load, each sound and served again: ${rows} people in them, ${lost} lost; ${crowd.acknowledged.length} registrations acknowledged`,
  )
  expect(lost).toBe(0)
})
