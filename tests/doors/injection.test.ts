import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { unlinked } from '../../src/mail/unlinked.ts'
import { paths } from '../../src/paths.ts'
import { alice, exchangeFields, type House, openHouse, registration } from '../support/house.ts'
import { authority, openSmtpOffice } from '../support/smtp-office.ts'
import { sendRaw } from './raw-request.ts'

/** Ways to make one address, or one line, into more than it is. */
const forms: ((address: string) => string)[] = [
  (address) => `${address}\r\nBcc: eve@example.org`,
  (address) => `${address}\nBcc: eve@example.org`,
  (address) => `${address}\rBcc: eve@example.org`,
  (address) => `${address}\r\n\tBcc: eve@example.org`,
  (address) => `${address}\r\n\r\nAnother body for eve@example.org`,
  (address) => `${address}\r\n.\r\nRCPT TO:<eve@example.org>`,
  (address) => `Bcc: eve@example.org\r\n${address}`,
  (address) => `${address}%0d%0aBcc:%20eve@example.org`,
  (address) => `%0d%0aBcc:eve%0d%0a${address}`,
  (address) => `${address}\u2028Bcc: eve@example.org`,
  (address) => `${address}\u0085Bcc: eve@example.org`,
  (address) => `${address}\u560d\u560aBcc: eve@example.org`,
  (address) => `${address}\0Bcc: eve@example.org`,
  (address) => `${address}, eve@example.org`,
  (address) => `${address}; eve@example.org`,
  (address) => `${address} eve@example.org`,
  (address) => `eve@example.org, ${address}`,
  (address) => `"${address}> <eve"@example.org`,
  (address) => `<${address}><eve@example.org>`,
  (address) => `Eve <eve@example.org>, Bob <${address}>`,
  (address) => `team:${address},eve@example.org;`,
  (address) => `=?utf-8?Q?x=0D=0ABcc:_eve@example.org?= <${address}>`,
  (address) => `=?utf-8?Q?=0D=0ABcc:_eve?=${address}`,
  (address) => `=?utf-8?B?DQpCY2M6IGV2ZUBleGFtcGxlLm9yZw==?= ${address}`,
]
/** The same for names, which hold no address anyway. */
const names = forms.flatMap((form) => [form('bob@example.org'), form('Bob').replaceAll('@example.org', '')])

/** An e-mail as it came out: to whom, its headers by name, its subject as mail programs show it. */
type Letter = { recipients: string[]; headers: string[]; subject: string }
type Exit = { house: House; letters(): Promise<Letter[]> }

const exits = [
  { by: 'by Resend', open: openResend, headers: ['attachments', 'from', 'headers', 'html', 'idempotencyKey', 'subject', 'text', 'to'] },
  { by: 'by SMTP', open: openSmtp, headers: ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'] },
]

describe.each(exits)('S13: e-mail headers cannot be injected, $by', ({ open, headers }) => {
  test('by the address of a participant: it is refused, or is one recipient', async () => {
    const exit = await open()
    const { slug } = await exit.house.exchange('registration_open')
    const refused: string[] = []
    for (const [index, form] of forms.entries()) {
      const email = form(`bob${index}@example.org`)
      const { status } = await exit.house.visitor().post(paths.register(slug), { ...registration('Bob'), email })
      forgetLimits(exit.house)
      expect([email, status]).toEqual([email, expect.toBeOneOf([303, 422])])
      if (status === 422) refused.push(email)
      else await exit.house.visitor().post(paths.requestAccess(slug), { email })
    }
    const letters = await exit.letters()
    expect(refused.length).toBeGreaterThanOrEqual(20)
    expect(letters).toHaveLength((forms.length - refused.length) * 2)
    const stored = exit.house.rows<{ email: string }>('select email from participant').map(({ email }) => email)
    for (const letter of letters) {
      expect(letter.headers).toEqual(headers)
      expect(letter.recipients).toEqual([expect.toBeOneOf(stored)])
      expect(letter.recipients[0]).toMatch(/^[^\s,;:<>"()[\]\\]+@example\.org$/)
    }
  })

  test('by the address of the admin: it is refused, or is one recipient', async () => {
    const exit = await open()
    const organiser = await exit.house.alice()
    const known = [alice.email]
    for (const [index, form] of forms.entries()) {
      const { status } = await exit.house.moveTo(organiser, form(`bob${index}@example.org`))
      if (status === 303) known.push(exit.house.row<{ email: string }>('select email from admin').email)
    }
    const letters = await exit.letters()
    expect(letters).toHaveLength((known.length - 1) * 2)
    for (const letter of letters) {
      expect(letter.headers).toEqual(headers)
      expect(letter.recipients).toEqual([expect.toBeOneOf(known)])
    }
  })

  test('by the name of a person', async () => {
    const exit = await open()
    const { slug } = await exit.house.exchange('registration_open')
    const accepted: string[] = []
    for (const [index, name] of names.entries()) {
      const email = `bob${index}@example.org`
      const { status } = await exit.house.visitor().post(paths.register(slug), { ...registration('Bob'), name, email })
      forgetLimits(exit.house)
      expect([name, status]).toEqual([name, expect.toBeOneOf([303, 422])])
      if (status === 303) accepted.push(email)
    }
    const letters = await exit.letters()
    expect(accepted.length).toBeGreaterThan(0)
    expect(letters.flatMap(({ recipients }) => recipients).sort()).toEqual(accepted.sort())
    for (const letter of letters) expect(letter).toMatchObject({ headers, recipients: [expect.anything()], subject: 'You’re in: Millers’ Christmas' })
  })

  test('by the name of an exchange, which stands in the subject and stays one line', async () => {
    const exit = await open()
    const organiser = await exit.house.alice()
    const expected: [string, string][] = []
    for (const [index, name] of names.entries()) {
      const { status, location } = await organiser.post(paths.newExchange(), { ...exchangeFields, name })
      expect([name, status]).toEqual([name, expect.toBeOneOf([303, 422])])
      if (status === 422) continue
      const id = location?.split('/').at(-1) ?? ''
      const { slug } = exit.house.row<{ slug: string }>('select slug from exchange where id = ?', id)
      await organiser.post(paths.openRegistration(id))
      await exit.house.visitor().post(paths.register(slug), { ...registration('Bob'), email: `bob${index}@example.org` })
      forgetLimits(exit.house)
      expected.push([`bob${index}@example.org`, `You’re in: ${unlinked(name.trim())}`])
    }
    const letters = await exit.letters()
    expect(expected.length).toBeGreaterThan(0)
    expect(letters.map(({ recipients, subject }) => [recipients.join(), subject]).sort()).toEqual(expected.sort())
    for (const letter of letters) {
      expect(letter.headers).toEqual(headers)
      expect(letter.subject).not.toMatch(/[\r\n\0\u2028\u2029]/)
    }
  })
})

/** What a request may claim about where it was sent to. */
const forgeries: Record<string, string | string[]>[] = [
  { Host: 'evil.example' },
  { Host: 'evil.example:8000' },
  { Host: 'evil.example#' },
  { Host: '127.0.0.1@evil.example' },
  { Host: 'evil.example/exchange?' },
  { 'X-Forwarded-Host': 'evil.example' },
  { 'X-Forwarded-Host': 'evil.example, evil.example' },
  { 'X-Forwarded-Proto': 'gopher', 'X-Forwarded-Port': '666', 'X-Forwarded-Prefix': '/evil' },
  { Forwarded: 'for=evil.example;host=evil.example;proto=https' },
  { 'X-Original-URL': 'http://evil.example/', 'X-Rewrite-URL': 'http://evil.example/', 'X-Host': 'evil.example', 'X-Forwarded-Server': 'evil.example' },
  { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', Forwarded: 'host=evil.example' },
  { Origin: 'http://evil.example', Referer: 'http://evil.example/' },
]

describe('S14: links in e-mails come from the base URL only', () => {
  test.each(['as it is', 'as a whole address'])('with the path %s, whatever the headers of the request claim', async (shape) => {
    const house = await openHouse({ trustedProxies: ['127.0.0.1'] })
    const { slug } = await house.exchange('registration_open', ['Bob'])
    const prefix = shape === 'as it is' ? '' : 'http://evil.example'
    let letters = 0
    for (const [index, headers] of forgeries.entries()) {
      house.post.inbox.length = 0
      const requests = [
        { path: paths.register(slug), fields: registration(`Guest ${index}`) },
        { path: paths.requestAccess(slug), fields: { email: 'bob@example.org' } },
        { path: paths.forgotPassword(), fields: { email: alice.email } },
      ]
      for (const { path, fields } of requests) {
        const answer = await sendRaw(house.url, { path: prefix + path, fields, headers: { 'Sec-Fetch-Site': 'same-origin', ...headers } })
        expect([headers, answer.status]).toEqual([headers, expect.toBeOneOf([303, 400])])
        if (answer.status === 303) expect(answer.location).toMatch(/^\/\w/)
        expect(answer.html).not.toContain('evil')
      }
      forgetLimits(house)
      await house.deliver()
      letters += house.post.inbox.length
      for (const { html, text, subject } of house.post.inbox) {
        const links = [...html.matchAll(/\bhttps?:[^\s"<>]+/g), ...text.matchAll(/\bhttps?:[^\s"<>]+/g)].map(([link]) => link)
        expect(links.length).toBeGreaterThanOrEqual(3)
        expect(links.filter((link) => !link.startsWith(`${house.world.url('')}/`))).toEqual([])
        // Chance may spell anything into the secrets of our own links.
        const words = (subject + html + text).replaceAll(/\/auth\/magic\/[\w-]{43}/g, '')
        expect(words).not.toMatch(/evil|gopher|666/)
      }
    }
    expect(letters).toBeGreaterThanOrEqual(3 * 7)
  })
})

async function openResend(): Promise<Exit> {
  const house = await openHouse()
  return {
    house,
    async letters() {
      await house.deliver()
      return house.post.inbox.map((letter) => {
        expect(letter.headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
        return { recipients: letter.to, headers: Object.keys(letter).sort(), subject: letter.subject }
      })
    },
  }
}

async function openSmtp(): Promise<Exit> {
  const office = await openSmtpOffice()
  const house = await openHouse({ transport: smtpTransport(`smtp://klaus:secret@localhost:${office.port}`, { authority }) })
  return {
    house,
    async letters() {
      await house.deliver()
      return Promise.all(
        office.inbox.map(async ({ to, raw }) => {
          const parsed = await PostalMime.parse(raw)
          expect(parsed.to?.map(({ address }) => address)).toEqual(to)
          return { recipients: to, headers: headersOf(raw), subject: parsed.subject ?? '' }
        }),
      )
    },
  }
}

/** The names of the headers of a raw message, sorted, repeated ones repeated. */
function headersOf(raw: string): string[] {
  const lines = raw.slice(0, raw.indexOf('\r\n\r\n')).split('\r\n')
  return lines
    .filter((line) => !/^[ \t]/.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .sort()
}

function forgetLimits(house: House): void {
  house.exec('delete from rate_limit')
}
