import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SMTPServerOptions } from 'smtp-server'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { reasonInWords } from '../../src/language/mail-reasons.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'

const tls = (name: string) => readFileSync(join(import.meta.dirname, '../support/tls', name), 'utf8')
const identityOf = (name: string) => ({ key: tls(`${name}.key`), cert: tls(`${name}.pem`), authOptional: true })
const authority = tls('authority.pem')
const parcel = { id: 'x', from: 'Klaus <klaus@example.org>', to: 'bob@example.org', subject: 'Hi', html: '<p>Hi</p>', text: 'Hi' }

type Options = Parameters<typeof smtpTransport>[1]

/** Sends by a server of another machine, as far as anybody can tell. */
async function send(server: SMTPServerOptions, options: Options, scheme = 'smtp') {
  const office = await openSmtpOffice({ ...server, secure: scheme === 'smtps' }, '127.0.0.2')
  const transport = smtpTransport(`${scheme}://127.0.0.2:${office.port}`, { patience: 3000, ...options })
  const delivery = await transport.send(parcel, AbortSignal.timeout(10_000))
  transport.close?.()
  return { said: delivery.ok ? 'sent' : reasonInWords(delivery.reason, inEnglish), permanent: !delivery.ok && delivery.verdict === 'never', office }
}

describe('a certificate', () => {
  test.each<[string, SMTPServerOptions, Options, RegExp]>([
    ['of nobody’s authority', identityOf('relay'), {}, /certificate is signed by an authority.*SMTP_CA_FILE.*\(DEPTH_ZERO_SELF_SIGNED_CERT at CONN\)/],
    ['of an authority of one’s own', identityOf('signed'), {}, /certificate is signed by an authority.*\(UNABLE_TO_[A-Z_]+ at CONN\)/],
    ['of another authority than the one that is named', identityOf('relay'), { authority }, /certificate is signed by an authority.*DEPTH_ZERO/],
    ['that has expired', identityOf('expired'), { authority }, /certificate has expired.*\(CERT_HAS_EXPIRED at CONN\)/],
    [
      'for another name',
      identityOf('localhost'),
      { authority: tls('localhost.pem') },
      /certificate is for another name.*\(ERR_TLS_CERT_ALTNAME_INVALID at CONN\)/,
    ],
    ['that vouches for itself and is named', identityOf('relay'), { authority: tls('relay.pem') }, /^sent$/],
    ['of an authority of one’s own that is named', identityOf('signed'), { authority }, /^sent$/],
    ['of an authority that is named after others', identityOf('signed'), { authority: `${tls('relay.pem')}\n${authority}` }, /^sent$/],
    ['of nobody’s authority, where any counts', identityOf('relay'), { tls: 'unverified' }, /^sent$/],
    ['that has expired, where any counts', identityOf('expired'), { tls: 'unverified' }, /^sent$/],
    ['that nobody asks for', identityOf('relay'), { tls: 'none' }, /^sent$/],
  ])('%s', async (_, server, options, words) => {
    for (const scheme of options?.tls === 'none' ? ['smtp'] : ['smtp', 'smtps']) {
      const { said, permanent, office } = await send(server, options, scheme)
      expect(said).toMatch(words)
      expect([office.inbox.length, permanent]).toEqual([said === 'sent' ? 1 : 0, false])
    }
  })
})

describe('a server that offers no STARTTLS', () => {
  const plain = { ...identityOf('relay'), disabledCommands: ['STARTTLS'] }
  test.each<[Options, RegExp]>([
    [{}, /offers no encryption.*SMTP_TLS to none.*\(ETLS 50\d at STARTTLS\)/],
    [{ authority }, /offers no encryption/],
    [{ tls: 'unverified' }, /offers no encryption/],
    [{ tls: 'none' }, /^sent$/],
  ])('with %j', async (options, words) => {
    const { said, office } = await send(plain, options)
    expect([said, office.inbox.length]).toEqual([expect.stringMatching(words), said === 'sent' ? 1 : 0])
  })

  test('is asked for TLS on this very machine only where the settings do', async () => {
    const office = await openSmtpOffice(plain)
    const here = (options: Options) => smtpTransport(`smtp://127.0.0.1:${office.port}`, options).send(parcel, AbortSignal.timeout(10_000))
    expect(await here({})).toEqual({ ok: true })
    expect(await here({ tls: 'none' })).toEqual({ ok: true })
    expect(await here({ tls: 'unverified' })).toMatchObject({ ok: false })
    expect(await here({ authority })).toMatchObject({ ok: false })
  })
})

test('without TLS the login is sent in the clear, by choice alone', async () => {
  const office = await openSmtpOffice({ hideSTARTTLS: true, allowInsecureAuth: true }, '127.0.0.2')
  const address = `smtp://klaus:secret@127.0.0.2:${office.port}`
  expect(await smtpTransport(address, { tls: 'none' }).send(parcel, AbortSignal.timeout(10_000))).toEqual({ ok: true })
  expect(office.inbox[0]?.user).toBe('klaus')
})

test('a port that speaks TLS from the start, or does not, is told from others', async () => {
  const starttls = await openSmtpOffice(identityOf('relay'), '127.0.0.2')
  const delivery = await smtpTransport(`smtps://127.0.0.2:${starttls.port}`, { patience: 3000 }).send(parcel, AbortSignal.timeout(10_000))
  expect(delivery.ok ? 'sent' : reasonInWords(delivery.reason, inEnglish)).toMatch(/doesn’t speak TLS as expected on this port/)
  const fromTheStart = await openSmtpOffice({ ...identityOf('relay'), secure: true }, '127.0.0.2')
  const waiting = await smtpTransport(`smtp://127.0.0.2:${fromTheStart.port}`, { patience: 300 }).send(parcel, AbortSignal.timeout(10_000))
  expect(waiting.ok ? 'sent' : reasonInWords(waiting.reason, inEnglish)).toMatch(/didn’t answer in time: .*465 wants smtps/)
})

describe('a server that is strict about names', () => {
  const literal = /^\[|^[^.]+$/
  /** Says what it thinks of a greeting at once, or when it hears of a recipient. */
  const strict = (responseCode: number) => {
    const greeted: string[] = []
    const check = (name: string, done: (error?: Error) => void) =>
      literal.test(name) ? done(Object.assign(new Error('Helo command rejected: need fully-qualified hostname'), { responseCode })) : done()
    return {
      greeted,
      options: {
        ...identityOf('relay'),
        onRcptTo: (_: unknown, { hostNameAppearsAs: name }: { hostNameAppearsAs: string }, done: (error?: Error) => void) => {
          greeted.push(name)
          check(name, done)
        },
      } as SMTPServerOptions,
    }
  }

  test.each([
    ['klaus.example.org', /^sent$/],
    ['klaus', /doesn’t like the name it’s greeted by: set SMTP_NAME.*\(EHELO 504 at RCPT TO\)/],
    ['[127.0.0.1]', /doesn’t like the name it’s greeted by/],
  ])('greeted as %s', async (name, words) => {
    const { options, greeted } = strict(504)
    const { said, permanent } = await send(options, { name, tls: 'unverified' })
    expect([said, permanent, greeted]).toEqual([expect.stringMatching(words), false, [name]])
  })
})
