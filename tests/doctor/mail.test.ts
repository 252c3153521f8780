import { expect, test } from 'vitest'
import { checkSenderDomain } from '../../src/doctor/mail.ts'
import { readSettings } from '../../src/settings.ts'

const production = { NODE_ENV: 'production', BASE_URL: 'https://klaus.example.org' }

/** A DNS that knows these texts and nothing else. */
function dns(texts: Record<string, string>) {
  return async (name: string) => {
    const text = texts[name]
    if (text === undefined) throw Object.assign(new Error(`queryTxt ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
    // Long texts come in pieces.
    return [[text.slice(0, 5), text.slice(5)]]
  }
}

const look = async (environment: Record<string, string>, resolve: (name: string) => Promise<string[][]>) =>
  (await checkSenderDomain(readSettings({ ...production, ...environment }), undefined, resolve)).map(({ verdict, text }) => `${verdict} ${text}`)

test('a domain with everything is fine; DKIM of an SMTP server shows in an e-mail only', async () => {
  const found = await look({ EMAIL_FROM: 'Klaus <klaus@example.org>' }, dns({ 'example.org': 'v=spf1 mx -all', '_dmarc.example.org': 'v=DMARC1; p=none' }))
  expect(found).toEqual(['ok example.org has an SPF record', 'ok example.org has a DMARC record', expect.stringMatching(/^hint .*dkim=pass/)])
})

test('a subdomain has the DMARC policy of the domain above it', async () => {
  const found = await look({ EMAIL_FROM: 'klaus@mail.example.org' }, dns({ '_dmarc.example.org': 'v=DMARC1; p=none' }))
  expect(found).toEqual([expect.stringMatching(/^hint mail\.example\.org has no SPF/), 'ok mail.example.org has a DMARC record', expect.anything()])
})

test('with Resend, its own records are looked for', async () => {
  const environment = { RESEND_API_KEY: 're_x', EMAIL_FROM: 'klaus@example.org' }
  const all = dns({ 'send.example.org': 'v=spf1 include:x', '_dmarc.example.org': 'v=DMARC1;', 'resend._domainkey.example.org': 'p=MIGf' })
  expect(await look(environment, all)).toEqual(['ok send.example.org has an SPF record', expect.stringMatching(/^ok/), 'ok example.org has Resend’s DKIM key'])
  expect(await look(environment, dns({}))).toEqual([
    expect.stringMatching(/^hint send\.example\.org has no SPF/),
    expect.stringMatching(/^hint example\.org has no DMARC record: add TXT _dmarc\.example\.org/),
    expect.stringMatching(/^hint example\.org lacks Resend’s DKIM key \(TXT resend\._domainkey\.example\.org\)/),
  ])
})

test('a DNS that can’t be asked is no error', async () => {
  const deaf = async () => {
    throw Object.assign(new Error('queryTxt ETIMEOUT'), { code: 'ETIMEOUT' })
  }
  expect(await look({ EMAIL_FROM: 'klaus@example.org' }, deaf)).toEqual(['hint the DNS can’t be asked from here (ETIMEOUT)'])
})

test('a sender of no public domain is pointed out', async () => {
  expect(await look({ EMAIL_FROM: 'klaus@localhost' }, dns({}))).toEqual([expect.stringMatching(/^hint localhost is no public domain/)])
})
