import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** A mail server that takes everything from clients that greet it by a name with a dot. */
export type StrictSink = { port: number; greetings: string[]; inbox: string[] }

/** Starts one, which answers `refusal` to an address or a name without a dot, and hangs up where that says so (421). */
export async function openStrictSink(refusal: string): Promise<StrictSink> {
  const sink: StrictSink = { port: 0, greetings: [], inbox: [] }
  const server = createServer((socket) => {
    const say = (line: string) => void socket.write(`${line}\r\n`)
    let message: string[] | undefined
    socket.on('error', () => undefined)
    say('220 strict.example.org ESMTP')
    const lines = createInterface({ input: socket })
    lines.on('error', () => undefined)
    lines.on('line', (line) => {
      const [, verb = '', rest = ''] = /^(\w*) ?(.*)$/.exec(line) ?? []
      if (message !== undefined) {
        if (line !== '.') return void message.push(line)
        sink.inbox.push(message.join('\n'))
        message = undefined
        return say('250 taken')
      }
      if (/^(EHLO|HELO)$/i.test(verb)) {
        sink.greetings.push(rest)
        if (!/^\[|^[^.]*$/.test(rest)) return say('250 strict.example.org')
        say(refusal)
        if (refusal.startsWith('421')) socket.end()
        return
      }
      if (verb === 'DATA') message = []
      say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : /^(MAIL|RCPT|RSET|NOOP)$/.test(verb) ? '250 fine' : '502 unknown')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  sink.port = (server.address() as AddressInfo).port
  onTestFinished(() => void server.close())
  return sink
}
