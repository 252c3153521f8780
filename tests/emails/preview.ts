import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emailChanged, passwordChanged, passwordReset } from '../../src/admin/emails.ts'
import { matchReady } from '../../src/draw/emails.ts'
import { calledOff, drawDone, mailFailing, peopleJoined, peopleLeft, purgeComing } from '../../src/exchanges/emails.ts'
import { registrationConfirmation, signInLink } from '../../src/joining/emails.ts'
import { renderEmail } from '../../src/mail/layout.tsx'
import { reminder, withdrawalConfirmation } from '../../src/participants/emails.ts'
import { realWorld } from '../../src/world.ts'

const folder = join(process.cwd(), '.output/emails')
const world = realWorld('https://klaus.example.org')
const token = 'A'.repeat(43)
const exchange = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Christmas with the Millers',
  slug: '0123456789abcdef',
  budget: 'about 20 €',
  exchangeDate: '2026-12-24',
  registrationCloseDate: '2026-12-10',
  timezone: 'Europe/Berlin',
}
const receiver = { name: 'Charlie', giftIdeas: 'A kite, not too large\nhttps://example.org/kite\n\nOr cookies.' }

/** Every e-mail that the app sends, with example words. */
const emails = {
  'registration-confirmation': registrationConfirmation(world, exchange, { name: 'Bob' }, token),
  'magic-link': signInLink(world, exchange, { name: 'Bob' }, token),
  'match-ready': matchReady(world, exchange, { name: 'Bob' }, undefined),
  'password-reset': passwordReset(world, token),
  'password-changed': passwordChanged(world),
  'e-mail-address-changed': emailChanged(world),
  'withdrawal-confirmation': withdrawalConfirmation(world, exchange, { name: 'Bob' }),
  reminder: reminder(world, exchange, { name: 'Bob', hasLooked: 0, hasIdeas: 0 }, token),
  'called-off': calledOff(exchange, { name: 'Bob' }),
  'people-joined': peopleJoined(world, exchange, ['Bob', 'Charlie', 'Dana'], 5),
  'somebody-left': peopleLeft(world, exchange, ['Dana'], 4),
  'draw-done': drawDone(world, exchange, 5),
  'mail-failing': mailFailing(world, exchange, 2),
  'purge-coming': purgeComing(world, exchange, '2027-01-24'),
  'match-in-the-email': matchReady(world, exchange, { name: 'Bob' }, receiver),
}

mkdirSync(folder, { recursive: true })
for (const [name, email] of Object.entries(emails)) {
  const { html, text, subject } = renderEmail(email)
  writeFileSync(join(folder, `${name}.html`), html)
  writeFileSync(join(folder, `${name}.txt`), `Subject: ${subject}\n\n${text}`)
}
console.log(`${Object.keys(emails).length} e-mails, as HTML and as text, are in ${folder}`)
