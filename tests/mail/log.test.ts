import { pino } from 'pino'
import { expect, test } from 'vitest'
import { developmentTransport } from '../../src/mail/log.ts'

test('in development every link is in the log, but of an e-mail that nobody may know of not a word', async () => {
  const lines: string[] = []
  const log = pino({ base: undefined }, { write: (line) => void lines.push(line) })
  const failing = { name: 'failing', knowsRepetition: false, atOnce: 1, send: async () => ({ ok: false, verdict: 'unreachable', reason: 'down' }) as const }
  const transport = developmentTransport(failing, log, 'http://localhost:8000')
  const parcel = { id: 'e1', from: 'klaus@localhost', to: 'bob@example.org', subject: '', html: '', text: 'See http://localhost:8000/sign-in' }
  expect(await transport.send(parcel, new AbortController().signal)).toEqual({ ok: true, loggedBecause: 'down' })
  expect(lines.join()).toMatch(/DEV MODE e-mail to b•••@e•••\.org: http:\/\/localhost:8000\/sign-in/)
  const before = lines.length
  expect(await transport.send({ ...parcel, isRecipientSecret: true }, new AbortController().signal)).toEqual({ ok: true })
  expect(lines).toHaveLength(before)
})
