import { describe, expect, onTestFinished, test } from 'vitest'
import { resendTransport } from '../../src/mail/resend.ts'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'
import { openPostOffice } from '../support/post-office.ts'

const parcel = {
  id: '3f1c8a52-0000-4000-8000-000000000000',
  from: 'Klaus <klaus@example.org>',
  to: 'bob@example.org',
  subject: 'Hi',
  html: '<p>Hi</p>',
  text: 'Hi',
}

async function office() {
  const post = await openPostOffice()
  onTestFinished(() => post.close())
  return post
}

describe('F3: Resend', () => {
  test('gets sender, recipient, subject, both forms and the idempotency key', async () => {
    const post = await office()
    expect(await resendTransport({ apiKey: 're_x', baseUrl: post.url }).send(parcel, AbortSignal.timeout(5000))).toEqual({ ok: true })
    const { id, to, ...rest } = parcel
    expect(post.inbox).toEqual([{ ...rest, to: [to], headers: { 'Auto-Submitted': 'auto-generated' }, idempotencyKey: id }])
  })

  test.each([
    ['down', 'unreachable', 'application_error (500)', true],
    ['refusing', 'never', 'validation_error (422)', false],
    ['refusing the key', 'unreachable', 'invalid_api_key (401)', false],
    ['busy', 'slower', 'rate_limit_exceeded (429)', false],
    ['babbling', 'unreachable', 'application_error (502)', true],
    ['hanging up', 'unreachable', 'application_error (no answer)', true],
    ['stalling', 'unreachable', 'application_error (no answer)', true],
  ] as const)('that is %s gives: %s, %s', async (mood, verdict, reason, mayHaveArrived) => {
    const post = await office()
    post.mood = mood
    const delivery = await resendTransport({ apiKey: 're_x', baseUrl: post.url }).send(parcel, AbortSignal.timeout(500))
    expect(delivery).toEqual({ ok: false, verdict, reason, mayHaveArrived, retryAfter: undefined })
  })

  test('that is not there is tried again', async () => {
    const delivery = await resendTransport({ apiKey: 're_x', baseUrl: 'http://127.0.0.1:9' }).send(parcel, AbortSignal.timeout(5000))
    expect(delivery).toMatchObject({ ok: false, verdict: 'unreachable' })
  })

  test('does not keep pages waiting: somebody registers while an e-mail stalls', async () => {
    const house = await openHouse()
    const { slug } = await house.exchange('registration_open')
    house.post.mood = 'stalling'
    await house.visitor().post(paths.register(slug), registration('Bob'))
    const stalled = house.deliver()
    while (house.post.requests === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await house.visitor().post(paths.register(slug), registration('Charlie'))).toMatchObject({ status: 303 })
    house.post.close()
    await stalled
  })
})
