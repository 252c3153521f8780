import addressparser from 'nodemailer/lib/addressparser'
import PostalMime from 'postal-mime'
import { describe, expect, onTestFinished, test } from 'vitest'
import { resendTransport } from '../../src/mail/resend.ts'
import { readSender, type Sender, writeSender } from '../../src/mail/sender.ts'
import { smtpTransport } from '../../src/mail/smtp.ts'
import { readSettings } from '../../src/settings.ts'
import { openPostOffice } from '../support/post-office.ts'
import { openSmtpOffice } from '../support/smtp-office.ts'

const parcel = { id: 'x', to: 'bob@example.org', subject: 'Hi', html: '<p>Hi</p>', text: 'Hi' }

/** What is written before the address, and the name that people then see. */
const names: [written: string, name: string][] = [
  ['Team: Santa', 'Team: Santa'],
  ['Santa (Office)', 'Santa (Office)'],
  ['Berg, Lind & Co.', 'Berg, Lind & Co.'],
  ['"Berg, Lind & Co."', 'Berg, Lind & Co.'],
  ['"Santa “the” \\"real\\" Klaus \\\\o/"', 'Santa “the” "real" Klaus \\o/'],
  ['Santa "Klaus" Berg', 'Santa "Klaus" Berg'],
  ['"Berg" & "Lind"', '"Berg" & "Lind"'],
  ["Santa's helpers", "Santa's helpers"],
  ['Berg; Lind; undisclosed-recipients:', 'Berg; Lind; undisclosed-recipients:'],
  ['Santa @ Berg & Lind', 'Santa @ Berg & Lind'],
  ['klaus@example.org', ''],
  ['klaus@example.com', 'klaus@example.com'],
  ['"Santa <the real one>"', 'Santa <the real one>'],
  ['Größe, Łódź & Žižek', 'Größe, Łódź & Žižek'],
  ['Wichteln 🎄🎅🏽', 'Wichteln 🎄🎅🏽'],
  ['סנטה קלאוס', 'סנטה קלאוס'],
  ['St. Nicholas', 'St. Nicholas'],
  ['[Office] Santa', '[Office] Santa'],
  ['Back\\slash', 'Back\\slash'],
  [`${'Very '.repeat(30)}long, indeed`, `${'Very '.repeat(30)}long, indeed`],
  [`${'Ünï, '.repeat(30)}lang`, `${'Ünï, '.repeat(30)}lang`],
]

test.each(names)('a sender named %s arrives so, by SMTP and by Resend', async (written, name) => {
  const { emailFrom } = readSettings({ EMAIL_FROM: `${written} <klaus@example.org>` })
  const office = await openSmtpOffice({ authOptional: true })
  expect(await smtpTransport(`smtp://127.0.0.1:${office.port}`).send({ ...parcel, from: emailFrom }, AbortSignal.timeout(10_000))).toEqual({ ok: true })
  expect(office.inbox[0]?.from).toBe('klaus@example.org')
  expect((await PostalMime.parse(office.inbox[0]?.raw ?? '')).from).toEqual({ name, address: 'klaus@example.org' })

  const api = await openPostOffice()
  onTestFinished(() => api.close())
  await resendTransport({ apiKey: 're_x', baseUrl: api.url }).send({ ...parcel, from: emailFrom }, AbortSignal.timeout(10_000))
  const from = api.inbox[0]?.from ?? ''
  expect(addressparser(from)).toEqual([{ name, address: 'klaus@example.org' }])
  expect(readSender(from)).toEqual({ name, address: 'klaus@example.org' })
})

test.each([
  ['klaus@example.org', { name: '', address: 'klaus@example.org' }],
  ['<klaus@example.org>', { name: '', address: 'klaus@example.org' }],
  ['  Klaus<klaus@example.org> '.trim(), { name: 'Klaus', address: 'klaus@example.org' }],
  ['Klaus < klaus@example.org >', { name: 'Klaus', address: 'klaus@example.org' }],
  ['o’brien+x@mail.example.co.uk', { name: '', address: 'o’brien+x@mail.example.co.uk' }],
])('%s is one sender', (text, sender) => {
  expect(readSender(text)).toEqual(sender)
})

describe('no sender', () => {
  test.each([
    ['klaus@example.org, bob@example.org', /several/],
    ['klaus@example.org; bob@example.org', /several/],
    ['Klaus <klaus@example.org>, Bob <bob@example.org>', /must be an address/],
    ['bob@example.org, Klaus <klaus@example.org>', /several/],
    ['Klaus', /must be an address/],
    ['Klaus <>', /must be an address/],
    ['<klaus>', /must be an address/],
    ['Klaus <klaus@example.org', /must be an address/],
    ['Klaus klaus@example.org>', /must be an address/],
    ['Klaus klaus@example.org', /must be an address/],
    ['klaus@example.org (Klaus)', /must be an address/],
    ['klaus@', /must be an address/],
    ['@example.org', /must be an address/],
    ['klaus@exa mple.org', /must be an address/],
    ['klaus@@example.org', /must be an address/],
    ['klaus@.example.org', /must be an address/],
    ['klaus@example..org', /must be an address/],
    ['mailto:klaus@example.org', /must be an address/],
    ['Klaus <klaus@example.org>\nBcc: eve@example.org', /one line/],
    ['Klaus\r\nBcc: eve@example.org <klaus@example.org>', /one line/],
    ['Kla\u0000us <klaus@example.org>', /one line/],
    ['Kla\u2028us <klaus@example.org>', /one line/],
  ])('is %j', (text, problem) => {
    expect(readSender(text)).toEqual(expect.stringMatching(problem))
  })
})

test('what is written is read as it was, whatever is in the name', () => {
  const letters = ['a', ' ', ',', ';', ':', '"', '\\', '<', '>', '(', ')', '@', '.', 'ü', '🎄', "'", '[']
  for (let round = 0; round < 2000; round++) {
    const name = Array.from({ length: 1 + (round % 9) }, (_, place) => letters[(round * 7 + place * place * 5 + (round >> 4)) % letters.length])
      .join('')
      .trim()
    const sender: Sender = { name, address: 'klaus@example.org' }
    const written = writeSender(sender)
    expect([written, readSender(written)]).toEqual([written, sender])
    expect([written, addressparser(written)]).toEqual([written, [sender]])
  }
})
