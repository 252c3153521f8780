import { describe, expect, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { registration } from '../support/house.ts'
import { install, openExchange, outboxIsEmpty, rowsOf } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import { startProgram } from '../support/program.ts'
import { type Answer, Visitor } from '../support/visitor.ts'
import { keptIn } from './kept-form.ts'
import { noSmallDisk, SmallDisk } from './small-disk.ts'

describe.skipIf(noSmallDisk !== '')(`F5: on a small disk of its own${noSmallDisk}`, () => {
  test(`while it is full, ${rounds(2, 20)} times, forms are kept and pages can be read; what comes then goes on by itself`, async () => {
    const disk = new SmallDisk()
    const office = await openPostOffice()
    const installation = await install({ RESEND_API_KEY: 're_test', RESEND_BASE_URL: office.url }, disk.folder)
    const program = await installation.start()
    const { organiser, id, invitation } = await openExchange(installation)
    const acknowledged: string[] = []
    const register = async (fields: Record<string, string>) => {
      const answer = await new Visitor(installation.url).post(invitation, fields, { headers: { 'X-Forwarded-For': `10.0.${acknowledged.length}.1` } })
      if (answer.status === 303) acknowledged.push(fields.email as string)
      return answer
    }
    let read = 0
    for (let round = 0; round < rounds(2, 20); round++) {
      disk.fill()
      // SQLite still has some room in its own files.
      let refused: Answer
      do refused = await register(registration(`Guest${acknowledged.length}`))
      while (refused.status === 303)
      expect(refused.status).toBe(503)
      const kept = keptIn(refused)
      expect(kept).toEqual(registration(`Guest${acknowledged.length}`))
      for (const path of [invitation, paths.adminDashboard(), paths.exchange(id), paths.people(id), paths.mail(), '/healthz']) {
        expect(`${path} ${(await organiser.get(path)).status}`).toBe(`${path} 200`)
        read++
      }
      expect((await organiser.get('/readyz')).status).toBe(503)
      disk.free()
      expect((await register(kept)).status).toBe(303)
      expect((await organiser.get('/readyz')).status).toBe(200)
    }
    await outboxIsEmpty(installation)
    await installation.kill(program)
    office.close()
    const stored = rowsOf<{ email: string }>(installation.file, 'select email from participant').map(({ email }) => email)
    const received = office.inbox.map(({ to }) => to[0] as string).filter((address) => address !== 'alice@example.org')
    console.log(
      `F5: a full disk, ${rounds(2, 20)} times: ${rounds(2, 20)} forms refused with 503, kept and sent again, ${read} pages read, ` +
        `${acknowledged.length} registrations acknowledged, ${stored.length} stored, ${received.length} e-mails`,
    )
    expect(stored.toSorted()).toEqual(acknowledged.toSorted())
    expect(received.toSorted()).toEqual(acknowledged.toSorted())
    expect(rowsOf(installation.file, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  test('that is full, the app ends in peace, does not start, says why, and starts once there is room', async () => {
    const disk = new SmallDisk()
    const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' }, disk.folder)
    const program = await installation.start()
    const { invitation } = await openExchange(installation)
    await new Visitor(installation.url).post(invitation, registration('Bob'))
    disk.fill()
    program.child.kill('SIGTERM')
    expect({ code: await program.exited, output: program.output() }).toMatchObject({ code: 0 })
    // Ending has made room: the write-ahead log is gone.
    disk.fill()
    const second = startProgram(['serve'], installation.settings)
    expect(await second.exited).toBe(1)
    expect(second.output()).toContain('The disk is full or fails')
    disk.free()
    const third = await installation.start()
    expect(rowsOf(installation.file, 'select email from participant')).toEqual([{ email: 'bob@example.org' }])
    await installation.kill(third)
  })

  test('that can only be read, the app does not start, says why, and starts once it can be written', async () => {
    const disk = new SmallDisk()
    const installation = await install({}, disk.folder)
    disk.makeReadOnly(true)
    const program = startProgram(['serve'], installation.settings)
    expect(await program.exited).toBe(1)
    expect(program.output()).toContain('Make DATA_DIR a folder that the user of this process owns')
    disk.makeReadOnly(false)
    await installation.kill(await installation.start())
  })
})
