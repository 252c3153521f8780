import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { rounds } from '../doors/extent.ts'
import { type Installation, install, openExchange, outboxIsEmpty, rowsOf } from '../support/installation.ts'
import { openPostOffice } from '../support/post-office.ts'
import type { Program } from '../support/program.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'
import { Crowd } from './crowd.ts'

/** Tells the program to stop, as a container does: whoever needs longer than ten seconds is killed. Returns its exit code, null if it was killed. */
async function stop({ child, exited }: Program): Promise<number | null> {
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  child.kill('SIGTERM')
  const code = await exited
  clearTimeout(late)
  return code
}

/** How requests ended: answered as a whole, cut off in the middle of the answer, or not answered at all. A refused connection is none. */
type Endings = { whole: number; cut: number; unanswered: number; odd: number[] }

/** Asks for a page over and over on one connection that is kept open, until nobody is there any more. */
async function readOn(url: string, endings: Endings): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (;;) {
    const asking = request(url, { agent })
    const [answer] = (await once(asking.end(), 'response').catch((error) => [error])) as [IncomingMessage | NodeJS.ErrnoException]
    if (answer instanceof Error) {
      if (answer.code !== 'ECONNREFUSED') endings.unanswered++
      break
    }
    const isWhole = await answer.toArray().then(
      () => answer.complete,
      () => false,
    )
    endings[isWhole ? 'whole' : 'cut']++
    if (answer.statusCode !== 200) endings.odd.push(answer.statusCode ?? 0)
  }
  agent.destroy()
}

const leases = ({ file }: Installation) => rowsOf(file, 'select 1 from outgoing_email where lease_id is not null').length

test(`F6: SIGTERM under load, ${rounds(1, 20)} times: every answer is whole, the exit code is 0`, async () => {
  const office = await openPostOffice()
  office.thinks = () => 30
  const installation = await install({ RESEND_API_KEY: 're_test', RESEND_BASE_URL: office.url })
  let program = await installation.start()
  const { invitation } = await openExchange(installation)
  const crowd = new Crowd(installation.url, invitation)
  const endings: Endings = { whole: 0, cut: 0, unanswered: 0, odd: [] }
  for (let round = 0; round < rounds(1, 20); round++) {
    const readers = Array.from({ length: 20 }, () => readOn(installation.url + invitation, endings))
    crowd.come()
    await crowd.joined(5 + round)
    expect(await stop(program)).toBe(0)
    await Promise.all([...readers, crowd.stop()])
    expect(leases(installation)).toBe(0)
    program = await installation.start()
    await crowd.tryAgain()
  }
  await outboxIsEmpty(installation)
  expect(await stop(program)).toBe(0)
  office.close()
  const stored = new Set(rowsOf<{ email: string }>(installation.file, 'select email from participant').map(({ email }) => email))
  const lost = crowd.acknowledged.filter((address) => !stored.has(address))
  console.log(
    `F6: ${rounds(1, 20)} SIGTERMs under load, each exit 0: ${endings.whole} whole pages, ${endings.cut} cut off, ` +
      `${endings.unanswered} connections closed on a request; ` +
      `${crowd.acknowledged.length} registrations acknowledged, ${lost.length} lost; ${office.inbox.length} e-mails`,
  )
  expect(endings).toMatchObject({ cut: 0, odd: [] })
  expect(lost).toEqual([])
})

test('F6: SIGTERM while a mail server says nothing and many e-mails wait: exit 0, and all of them go out later', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await once(silent, 'listening')
  const installation = await install({ SMTP_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}` })
  const program = await installation.start()
  const { invitation } = await openExchange(installation)
  const crowd = new Crowd(installation.url, invitation)
  crowd.come()
  await crowd.joined(60)
  await crowd.stop()
  expect(leases(installation)).toBeGreaterThan(0)
  expect(await stop(program)).toBe(0)
  expect(leases(installation)).toBe(0)

  const office = await openSmtpOffice({ authOptional: true })
  installation.settings.SMTP_URL = `smtp://127.0.0.1:${office.port}`
  const second = await installation.start()
  await outboxIsEmpty(installation)
  expect(await stop(second)).toBe(0)
  const received = new Set(office.inbox.map(({ to }) => to[0]))
  const lost = crowd.acknowledged.filter((address) => !received.has(address))
  console.log(`F6: SIGTERM with ${crowd.acknowledged.length} e-mails before a silent server: exit 0, ${lost.length} lost`)
  expect(lost).toEqual([])
})

/** Asks for a page over and over, each time on a new connection, as a proxy without a pool does, until nobody listens any more. Returns how it ended. */
async function knockOn(url: string, seen: { whole: number }): Promise<string> {
  for (;;) {
    const asking = request(url, { agent: false, headers: { Connection: 'close' } })
    const [answer] = (await once(asking.end(), 'response').catch((error) => [error])) as [IncomingMessage | NodeJS.ErrnoException]
    if (answer instanceof Error) return answer.code ?? 'unknown'
    const isWhole = await answer.toArray().then(
      () => answer.complete && answer.statusCode === 200,
      () => false,
    )
    if (!isWhole) return 'cut off'
    seen.whole++
  }
}

test(`F6: SIGTERM while clients come again and again, ${rounds(3, 20)} times: whoever is connected is answered, the others are refused`, async () => {
  const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' })
  const endings: Record<string, number> = {}
  const seen = { whole: 0 }
  const waits: number[] = []
  for (let round = 0; round < rounds(3, 20); round++) {
    const program = await installation.start()
    const clients = Array.from({ length: 12 }, () => knockOn(`${installation.url}${paths.setup()}`, seen))
    await pause(700)
    const asked = performance.now()
    expect(await stop(program)).toBe(0)
    waits.push(performance.now() - asked)
    for (const ending of await Promise.all(clients)) endings[ending] = (endings[ending] ?? 0) + 1
  }
  console.log(
    `F6: ${rounds(3, 20)} SIGTERMs under 12 clients with a connection per request: ${seen.whole} whole pages, then ${JSON.stringify(endings)}; at most ${Math.round(Math.max(...waits))} ms`,
  )
  expect(endings).toEqual({ ECONNREFUSED: 12 * rounds(3, 20) })
})

test('F6: SIGTERM beside 500 idle sockets and clients that are slow to ask: exit 0 in time, and who finishes the question is answered', async () => {
  const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' })
  const program = await installation.start()
  const { hostname, port } = new URL(installation.url)
  const open = async (text: string) => {
    const socket = connect({ host: hostname, port: Number(port) }).on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }
  await Promise.all(Array.from({ length: 500 }, () => open('')))
  const slow = await Promise.all(Array.from({ length: 50 }, () => open('GET /healthz HTTP/1.1\r\nHost: loc')))
  const endless = open('GET /healthz HTTP/1.1\r\nHost: loc')
  const answers = slow.map(async (socket) => {
    let said = ''
    for await (const chunk of socket) said += chunk
    return said
  })
  const began = performance.now()
  const stopped = stop(program)
  await pause(200)
  for (const socket of slow) socket.write('alhost\r\n\r\n')
  expect(await stopped).toBe(0)
  expect(performance.now() - began).toBeLessThan(10_000)
  for (const said of await Promise.all(answers)) expect(said).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\nok$/s)
  await endless
})
