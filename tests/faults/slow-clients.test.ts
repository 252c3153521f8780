import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../src/paths.ts'
import { isLong, rounds } from '../doors/extent.ts'
import { registration } from '../support/house.ts'
import { install, openExchange } from '../support/installation.ts'
import { Visitor } from '../support/visitor.ts'

const form = 'Host: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded'

/** What clients send and how many of them there are; the server never gets the rest. */
const beginnings: { name: string; number: number; text(path: string): string }[] = [
  { name: 'idle', number: 500, text: () => '' },
  { name: 'half a header', number: 50, text: (path) => `GET ${path} HTTP/1.1\r\nHost: loc` },
  { name: 'half a body', number: 50, text: (path) => `POST ${path} HTTP/1.1\r\n${form}\r\nContent-Length: 2000\r\n\r\nname=Slow` },
  { name: 'half a chunk', number: 50, text: (path) => `POST ${path} HTTP/1.1\r\n${form}\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\nname=Slow` },
]
const asksAndNeverReads = {
  name: 'asking 50 times and reading nothing',
  number: 50,
  text: (path: string) => `GET ${path} HTTP/1.1\r\n${form}\r\n\r\n`.repeat(50),
}

test('F10: 500 idle sockets, slow clients and half-sent bodies: everybody else is served', async () => {
  const installation = await install({ SMTP_URL: 'smtp://127.0.0.1:9' })
  const program = await installation.start()
  const { organiser, id, invitation } = await openExchange(installation)
  const unfinished = await Promise.all(beginnings.flatMap(({ number, text }) => Array.from({ length: number }, () => open(installation.url, text(invitation)))))
  const { number, text } = asksAndNeverReads
  const unread = await Promise.all(Array.from({ length: number }, () => open(installation.url, text(invitation))))
  for (const socket of unread) socket.pause()

  const statuses: Record<string, number> = {}
  const note = (what: string, { status }: { status: number }) => {
    const line = `${what} ${status}`
    statuses[line] = (statuses[line] ?? 0) + 1
  }
  for (let guest = 0; guest < rounds(20, 200); guest++) {
    const visitor = new Visitor(installation.url)
    note('invitation', await visitor.get(invitation))
    note('registration', await visitor.post(invitation, registration(`Guest${guest}`), { headers: { 'X-Forwarded-For': `10.0.${guest}.1` } }))
    note('desk', await organiser.get(paths.exchange(id)))
  }
  const crowd = [...beginnings, asksAndNeverReads].map(({ name, number }) => `${number} ${name}`).join(', ')
  console.log(`F10: beside ${crowd}: ${JSON.stringify(statuses)}`)
  expect(statuses).toEqual({ 'invitation 200': rounds(20, 200), 'registration 303': rounds(20, 200), 'desk 200': rounds(20, 200) })
  if (isLong) {
    // The server is patient for a minute, and looks every half a minute.
    await Promise.all(unfinished.map((socket) => socket.closed || once(socket, 'close')))
    console.log(`F10: the server let go of all ${unfinished.length} who never finished a request`)
  }
  await installation.kill(program)
})

async function open(url: string, beginning: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.resume()
  socket.write(beginning)
  return socket
}
