import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'

const tls = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8')

/** The certificate of the stand-in, which only tests trust. */
export const authority = tls('localhost.pem')

/** An e-mail as it came in by SMTP: the envelope, and the raw message. */
type Received = { from: string; to: string[]; raw: string; user: string | undefined }

export type SmtpOffice = { port: number; inbox: Received[]; server: SMTPServer }

/** A real SMTP server on this machine, with STARTTLS and a login (klaus, secret). `options` make it misbehave. */
export async function openSmtpOffice(options: SMTPServerOptions = {}): Promise<SmtpOffice> {
  const inbox: Received[] = []
  const server = new SMTPServer({
    key: tls('localhost.key'),
    cert: authority,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth: ({ username, password }, _, done) => (username === 'klaus' && password === 'secret' ? done(null, { user: username }) : done(new Error('no'))),
    async onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = []
      try {
        for await (const chunk of stream) chunks.push(chunk)
      } catch (error) {
        return done(error as Error)
      }
      const from = envelope.mailFrom ? envelope.mailFrom.address : ''
      inbox.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString(), user: user as string | undefined })
      done()
    },
    ...options,
  })
  // A client that goes away in the middle is part of what is tested.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => {
    hangUp(server)
    return new Promise<void>((resolve) => server.close(resolve))
  })
  return { port: (server.server.address() as AddressInfo).port, inbox, server }
}

/** Cuts every connection of a server, as a crash would. */
export function hangUp(server: SMTPServer): void {
  for (const connection of server.connections) (connection as unknown as { _socket: Socket })._socket.destroy()
}
