import { once } from 'node:events'
import { createServer } from 'node:net'
import PostalMime from 'postal-mime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { paths } from '../../src/paths.ts'
import { openHouse, registration } from '../support/house.ts'
import { authority, hangUp, openSmtpOffice } from '../support/smtp-office.ts'

const parcel = {
  id: '3f1c8a52-0000-4000-8000-000000000000',
  from: 'Klaus <klaus@example.org>',
  to: 'bob@example.org',
  subject: 'Grüße 🎄',
  html: '<p>Hi</p>',
  text: 'Hi',
}
const send = (port: number, options: Parameters<typeof smtpTransport>[1] = { authority }, login = 'klaus:secret@', to = parcel.to) =>
  smtpTransport(`smtp://${login}localhost:${port}`, options).send({ ...parcel, to }, AbortSignal.timeout(10_000))

describe('by SMTP', () => {
  test('an e-mail goes out over STARTTLS with a login, as HTML and text, from the one address to the other', async () => {
    let isEncrypted = false
    const office = await openSmtpOffice({
      onMailFrom: (_, session, done) => {
        isEncrypted = session.secure
        done()
      },
    })
    expect(await send(office.port)).toEqual({ ok: true })
    expect(isEncrypted).toBe(true)
    const [letter] = office.inbox
    expect(letter).toMatchObject({ from: 'klaus@example.org', to: ['bob@example.org'], user: 'klaus' })
    for (const line of [
      'From: Klaus <klaus@example.org>',
      'To: bob@example.org',
      `Message-ID: <${parcel.id}@example.org>`,
      'Auto-Submitted: auto-generated',
      'text/plain',
      'text/html',
    ]) {
      expect(letter?.raw).toContain(line)
    }
  })

  test('the headers for unsubscribing with one click go along, where there is something to unsubscribe from', async () => {
    const office = await openSmtpOffice()
    await smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }).send(
      { ...parcel, unsubscribeUrl: 'https://klaus.example.org/u' },
      AbortSignal.timeout(10_000),
    )
    await send(office.port)
    expect(office.inbox[0]?.raw).toContain('List-Unsubscribe: <https://klaus.example.org/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(office.inbox[1]?.raw).not.toContain('List-Unsubscribe')
  })

  test.each(['Grüße 🎄', '=?utf-8?Q?a=0D=0ABcc:_eve@example.org?=', `=?utf-8?B?DQo=?= ${'🎄'.repeat(40)} =?x?= ü`])(
    'the subject %j arrives as it is',
    async (subject) => {
      const office = await openSmtpOffice()
      const transport = smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority })
      await transport.send({ ...parcel, subject }, AbortSignal.timeout(10_000))
      expect((await PostalMime.parse(office.inbox[0]?.raw ?? '')).subject).toBe(subject)
    },
  )

  test('a certificate that nobody vouches for is refused, and nothing is said in the clear', async () => {
    const office = await openSmtpOffice()
    // Certificates count even on this machine when TLS is asked for by the address.
    const secure = await openSmtpOffice({ secure: true })
    const delivery = await smtpTransport(`smtps://klaus:secret@localhost:${secure.port}`).send(parcel, AbortSignal.timeout(10_000))
    expect(delivery).toMatchObject({ ok: false, verdict: 'unreachable', reason: expect.stringMatching(/ETLS|ESOCKET|SELF_SIGNED/) })
    expect(await send(office.port, { authority: 'none' })).toMatchObject({ ok: false, verdict: 'unreachable' })
    expect([...office.inbox, ...secure.inbox]).toEqual([])
  })

  test('a server without STARTTLS gets nothing', async () => {
    const office = await openSmtpOffice({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true })
    expect(await send(office.port)).toMatchObject({ ok: false, verdict: 'unreachable' })
    expect(office.inbox).toEqual([])
  })

  test('a wrong login is no fault of the e-mail', async () => {
    const office = await openSmtpOffice()
    expect(await send(office.port, { authority }, 'klaus:wrong@')).toMatchObject({
      ok: false,
      verdict: 'unreachable',
      reason: expect.stringContaining('EAUTH'),
    })
  })

  test.each([
    [550, 'never'],
    [450, 'later'],
  ])('a recipient refused with %i is taken: %s', async (responseCode, verdict) => {
    const office = await openSmtpOffice({ onRcptTo: (_, __, done) => done(Object.assign(new Error('no such user'), { responseCode })) })
    expect(await send(office.port)).toMatchObject({ ok: false, verdict, reason: expect.stringContaining(String(responseCode)) })
  })

  test('a server that is not there, says nothing, or hangs up is tried again', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    const rude = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    onTestFinished(() => void [silent, rude].map((server) => server.close()))
    await Promise.all([silent, rude].filter((server) => !server.listening).map((server) => once(server, 'listening')))
    const portOf = (server: typeof silent) => (server.address() as { port: number }).port
    for (const port of [9, portOf(silent), portOf(rude)]) {
      expect(await send(port, { authority, patience: 300, answerPatience: 300 })).toMatchObject({ ok: false, verdict: 'unreachable' })
    }
  })

  test('a connection lost before the last dot is tried again', async () => {
    const office = await openSmtpOffice({ onData: (stream) => void stream.once('data', () => hangUp(office.server)) })
    expect(await send(office.port, { authority, patience: 1000, answerPatience: 1000 })).toMatchObject({ ok: false, verdict: 'unreachable' })
  })

  test.each([
    'bob@example.org\r\nBcc: eve@example.org',
    'bob@example.org, eve@example.org',
    '"bob@example.org> <eve"@example.org',
    'bob@example.org\nRCPT TO:<eve@example.org>',
  ])('the address %j is data: nobody else gets the e-mail, and no header comes in', async (to) => {
    const office = await openSmtpOffice()
    await send(office.port, { authority }, 'klaus:secret@', to)
    for (const letter of office.inbox) {
      expect(letter.to).toHaveLength(1)
      expect(letter.raw).not.toMatch(/^Bcc:/im)
    }
    expect(office.inbox.flatMap((letter) => letter.to)).not.toContain('eve@example.org')
  })
})

test('the whole way by SMTP: somebody registers, and the bad address of another does not hold the e-mail up', async () => {
  const office = await openSmtpOffice({
    onRcptTo: ({ address }, _, done) => done(address.startsWith('nobody') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
  })
  const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
  const { slug } = await house.exchange('registration_open')
  await house.visitor().post(paths.register(slug), { ...registration('Nobody'), email: 'nobody@example.org' })
  await house.visitor().post(paths.register(slug), registration('Bob'))
  await house.deliver()
  expect(office.inbox.map(({ to }) => to)).toEqual([['bob@example.org']])
  expect(house.rows('select recipient, state from outgoing_email order by recipient')).toEqual([
    { recipient: 'bob@example.org', state: 'sent' },
    { recipient: 'nobody@example.org', state: 'given_up' },
  ])
})
