import { expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { sendTestEmail, testResult } from '../../src/outbox/send-test-email.ts'
import { testWorld } from '../support/world.ts'

const silent = { name: 'silent', atOnce: 1, knowsRepetition: false, send: () => new Promise<never>(() => undefined) }

test('a mail server that never answers keeps nobody waiting', async () => {
  const sending = { world: testWorld('http://localhost:8000'), transport: silent, from: 'klaus@example.org', t: inEnglish }
  const delivery = await sendTestEmail(sending, 'alice@example.org', 20)
  expect(testResult(delivery, 'klaus@example.org', 'alice@example.org', inEnglish)).toEqual({
    outcome: 'refused',
    text: 'Not sent: the mail service can’t be reached (no answer in time).',
  })
})

test('in a trial with a mail server that fails it is said to have gone into the log alone', () => {
  const delivery = { ok: true, loggedBecause: 'EAUTH 535 at AUTH PLAIN' } as const
  expect(testResult(delivery, 'klaus@example.org', 'alice@example.org', inEnglish).text).toMatch(
    /^Only logged, not sent: the mail server doesn’t accept the login/,
  )
})
