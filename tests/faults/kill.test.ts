import { describe, expect, test } from 'vitest'
import { rounds } from '../doors/extent.ts'
import { registration } from '../support/house.ts'
import { type Installation, install, openExchange, rowsOf } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'
import { Visitor } from '../support/visitor.ts'

/** Sends registrations, about 50 a second, until the server is gone; returns the addresses that were acknowledged. */
async function registerUntilKilled(url: string, invitation: string, round: number, milliseconds: number, kill: () => void): Promise<string[]> {
  const acknowledged: string[] = []
  const sent: Promise<unknown>[] = []
  const timer = setTimeout(kill, milliseconds)
  for (let index = 0; index < milliseconds / 20 + 10; index++) {
    const name = `Guest${round}x${index}`
    const headers = { 'X-Forwarded-For': `10.${round % 250}.${index % 250}.1` }
    const sending = new Visitor(url).post(invitation, registration(name), { headers }).then(
      ({ status }) => status === 303 && acknowledged.push(registration(name).email as string),
      () => undefined,
    )
    sent.push(sending)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.all(sent)
  clearTimeout(timer)
  return acknowledged
}

/** Also what was stored without an answer that got through has an e-mail to send. */
async function untilOutboxIsEmpty({ file }: Installation): Promise<void> {
  const end = Date.now() + 30_000
  while (rowsOf(file, "select id from outgoing_email where state = 'queued'").length > 0 && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

describe(`F1, F2: kill -9 while people register and their e-mails go out, ${rounds(3, 200)} times`, () => {
  test('loses no acknowledged registration and no e-mail, and doubles neither, by Resend', async () => {
    const office = await openPostOffice()
    const installation = await install({ RESEND_API_KEY: 're_test', RESEND_BASE_URL: office.url })
    let program = await installation.start()
    const { invitation } = await openExchange(installation)
    const acknowledged: string[] = []
    for (let round = 0; round < rounds(3, 200); round++) {
      const killed = program
      acknowledged.push(...(await registerUntilKilled(installation.url, invitation, round, 200 + ((round * 137) % 400), () => void installation.kill(killed))))
      await installation.kill(killed)
      program = await installation.start()
    }
    const delivered = () => office.inbox.map(({ to }) => to[0] as string)
    await untilOutboxIsEmpty(installation)
    await installation.kill(program)
    office.close()
    const stored = rowsOf<{ email: string }>(installation.file, 'select email from participant').map(({ email }) => email)
    console.log(`F1, F2 by Resend: ${acknowledged.length} acknowledged, ${stored.length} stored, ${delivered().length} e-mails, ${office.requests} requests`)
    expect(acknowledged.length).toBeGreaterThan(rounds(3, 200) * 3)
    expect(acknowledged.filter((address) => !stored.includes(address))).toEqual([])
    expect(new Set(stored).size).toBe(stored.length)
    expect(stored.filter((address) => !delivered().includes(address))).toEqual([])
    expect(new Set(delivered()).size).toBe(delivered().length)
  })

  test('loses no e-mail by SMTP, and sends at most one more per crash', async () => {
    const office = await openSmtpOffice({ authOptional: true })
    const installation = await install({ SMTP_URL: `smtp://127.0.0.1:${office.port}` })
    let program = await installation.start()
    const { invitation } = await openExchange(installation)
    const acknowledged: string[] = []
    for (let round = 0; round < rounds(2, 50); round++) {
      const killed = program
      acknowledged.push(...(await registerUntilKilled(installation.url, invitation, round, 300, () => void installation.kill(killed))))
      await installation.kill(killed)
      program = await installation.start()
    }
    const delivered = () => office.inbox.map(({ to }) => to[0] as string)
    await untilOutboxIsEmpty(installation)
    await installation.kill(program)
    const copies = delivered().length - new Set(delivered()).size
    console.log(`F2 by SMTP: ${acknowledged.length} acknowledged, ${delivered().length} e-mails, ${copies} of them copies after ${rounds(2, 50)} crashes`)
    expect(acknowledged.filter((address) => !delivered().includes(address))).toEqual([])
    expect(copies).toBeLessThanOrEqual(rounds(2, 50))
  })
})
