import { expect, test } from 'vitest'
import { inEnglish } from '../../src/language/english.ts'
import { createPrinter } from '../../src/language/printer.ts'
import { calendarFile } from '../../src/participants/calendar.ts'
import { JoinPart, untouched } from '../../src/registration/join-part.tsx'
import { testWorld } from '../support/world.ts'

/** A language of four words. */
const loud = createPrinter(
  { code: 'xx', locale: 'de', name: 'Loud', direction: 'ltr' },
  { 'registration.form.join': 'JOIN!', 'email.calendar.summary': (given) => ['GIFTS: ', given.exchange] },
  { 'email.calendar.page': 'PAGE', 'email.text.label': (given) => [given.label, '!'] },
)

const exchange = { id: 'e', slug: '0123456789abcdef', name: 'Office', description: '', budget: '', exchangeDate: '2026-12-24', timezone: 'UTC' }
const invitation = {
  ...exchange,
  maxParticipants: null,
  rememberPairs: true,
  againOf: null,
  registrationCloseDate: '2026-12-01',
  state: 'registration_open' as const,
  joined: 0,
  isOpen: true,
  url: 'http://localhost/',
  picture: 'http://localhost/picture.png',
}

test('the form of an invitation that everyone gets first is kept for each language', () => {
  const buttonIn = (t: typeof inEnglish) => /<button[^>]*>([^<]*)<\/button>/.exec(String(<JoinPart invitation={invitation} form={untouched} t={t} />))?.[1]
  expect([inEnglish, loud, inEnglish, loud].map(buttonIn)).toEqual(['Join the exchange', 'JOIN!', 'Join the exchange', 'JOIN!'])
})

test('the calendar file is in the language of whoever asks', async () => {
  const now = new Date('2026-11-01T12:00:00Z')
  const day = { ...exchange, exchangeId: exchange.id, exchangeName: exchange.name, exchangeCreatedAt: now, exchangeUpdatedAt: now }
  expect(await calendarFile(testWorld(), day, inEnglish)).toContain('\r\nSUMMARY:Secret Santa: Office\r\n')
  const file = await calendarFile(testWorld(), day, loud)
  expect(file).toContain('//XX\r\n')
  expect(file).toContain('\r\nSUMMARY:GIFTS: Office\r\n')
  expect(file).toContain('\r\nDESCRIPTION:PAGE! http')
})
