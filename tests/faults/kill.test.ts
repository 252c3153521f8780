import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { rounds } from '../doors/extent.ts'
import { type Installation, install, openExchange, outboxIsEmpty, rowsOf } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'
import { Crowd } from './crowd.ts'

/** How long the mail servers think between taking an e-mail and saying so: most crashes fall into that. */
const thinks = () => 30

/**
 * Kills and restarts the server while people register and their e-mails go out: each time a moment after some registration
 * was acknowledged. Who got no answer tries again. Returns once everybody is in and all e-mails are sent.
 */
async function crash(installation: Installation, times: number): Promise<Crowd> {
  let program = await installation.start()
  const { invitation } = await openExchange(installation)
  const crowd = new Crowd(installation.url, invitation)
  for (let round = 0; round < times; round++) {
    crowd.come()
    await crowd.joined(3 + ((round * 5) % 12))
    await pause((round * 7) % 23)
    await installation.kill(program)
    await crowd.stop()
    program = await installation.start()
    await crowd.tryAgain()
  }
  await outboxIsEmpty(installation)
  await installation.kill(program)
  return crowd
}

/** How many of `list` are there more than once. */
const copies = (list: string[]) => list.length - new Set(list).size

describe('kill -9 while people register and their e-mails go out', () => {
  test(`F1, F2: by Resend, ${rounds(3, 200)} times, no acknowledged registration and no e-mail is lost, and none is doubled`, async () => {
    const office = await openPostOffice()
    office.thinks = thinks
    const installation = await install({ RESEND_API_KEY: 're_test', RESEND_BASE_URL: office.url })
    const { acknowledged } = await crash(installation, rounds(3, 200))
    office.close()
    const stored = rowsOf<{ email: string }>(installation.file, 'select email from participant').map(({ email }) => email)
    const received = office.inbox.map(({ to }) => to[0] as string).filter((address) => address !== 'alice@example.org')
    const lost = acknowledged.filter((address) => !stored.includes(address))
    const unwritten = stored.filter((address) => !received.includes(address))
    console.log(
      `F1: ${rounds(3, 200)} kills under 50 registrations a second: ${acknowledged.length} acknowledged, ${lost.length} lost, ${copies(stored)} doubled\n` +
        `F2 by Resend: ${received.length} e-mails by ${office.requests} requests, ${unwritten.length} lost, ${copies(received)} doubled`,
    )
    expect([lost, unwritten]).toEqual([[], []])
    expect([copies(stored), copies(received)]).toEqual([0, 0])
    expect(stored).toHaveLength(acknowledged.length)
  })

  test(`F2: by SMTP, ${rounds(3, 200)} times, no e-mail is lost, and at most one more per crash goes out`, async () => {
    const office = await openSmtpOffice({ authOptional: true })
    office.thinks = thinks
    const installation = await install({ SMTP_URL: `smtp://127.0.0.1:${office.port}` })
    const { acknowledged } = await crash(installation, rounds(3, 200))
    const received = office.inbox.map(({ to }) => to[0] as string).filter((address) => address !== 'alice@example.org')
    const unwritten = acknowledged.filter((address) => !received.includes(address))
    console.log(
      `F2 by SMTP: ${acknowledged.length} acknowledged, ${received.length} e-mails, ${unwritten.length} lost, ${copies(received)} copies after ${rounds(3, 200)} kills`,
    )
    expect(unwritten).toEqual([])
    expect(copies(received)).toBeLessThanOrEqual(rounds(3, 200))
  })
})
