import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

const tls = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8')

/** The certificate of the stand-in, which only tests trust. */
export const authority = tls('localhost.pem')
export const identity = { key: tls('localhost.key'), cert: authority }

/** An e-mail as it came in by SMTP: the envelope, and the raw message. */
type Received = { from: string; to: string[]; raw: string; user: string | undefined }

/** What a server does with the next e-mails. */
type Mood = 'well' | 'busy' | 'refusing' | 'hanging up before the dot' | 'hanging up after the dot'

export type SmtpOffice = {
  port: number
  inbox: Received[]
  mood: Mood
  /** For how many milliseconds it thinks, after it has taken an e-mail to that address, before it says so. */
  thinks(address: string): number
  server: SMTPServer
}

/** A real SMTP server on this machine, with STARTTLS and a login (klaus, secret). `options` make it misbehave further. It may have another address of this machine. */
export async function openSmtpOffice(options: SMTPServerOptions = {}, address = '127.0.0.1'): Promise<SmtpOffice> {
  const server = new SMTPServer({
    ...identity,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _, done) => (username === 'klaus' && password === 'secret' ? done(null, { user: username }) : done(new Error('no'))),
    onRcptTo(_address, _session, done) {
      if (office.mood === 'busy') return done(Object.assign(new Error('come again'), { responseCode: 450 }))
      if (office.mood === 'refusing') return done(Object.assign(new Error('no such user'), { responseCode: 550 }))
      done()
    },
    async onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of stream) {
          if (office.mood === 'hanging up before the dot') return hangUp(server)
          chunks.push(chunk)
        }
      } catch (error) {
        return done(error as Error)
      }
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      const to = envelope.rcptTo.map(({ address }) => address)
      office.inbox.push({ from, to, raw: Buffer.concat(chunks).toString(), user: user as string | undefined })
      if (office.mood === 'hanging up after the dot') return hangUp(server)
      await pause(office.thinks(to[0] ?? ''))
      done()
    },
    ...options,
  })
  const office: SmtpOffice = { port: 0, inbox: [], mood: 'well', thinks: () => 0, server }
  // A client that goes away in the middle is part of what is tested.
  server.on('error', () => undefined)
  server.listen(0, address)
  await once(server.server, 'listening')
  office.port = (server.server.address() as AddressInfo).port
  onTestFinished(() => {
    hangUp(server)
    return new Promise<void>((resolve) => server.close(resolve))
  })
  return office
}

/** Cuts every connection of a server, as a crash would. */
export function hangUp(server: SMTPServer): void {
  for (const connection of server.connections) (connection as unknown as { _socket: Socket })._socket.destroy()
}
