import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emailChanged, passwordChanged, passwordReset } from '../../src/admin/emails.ts'
import { backIn, matchChanged, matchReady, matchRestored, newDrawComing } from '../../src/draw/emails.ts'
import { calledOff, drawDone, mailFailing, peopleDeclined, peopleJoined, peopleLeft, peopleWantOut, purgeComing } from '../../src/exchanges/emails.ts'
import { renderEmail } from '../../src/mail/layout.tsx'
import {
  addedByOrganiser,
  addressCorrected,
  addressTakenAway,
  organisersMessage,
  registrationConfirmation,
  reminder,
  removalConfirmation,
  signInLink,
  withdrawalConfirmation,
} from '../../src/participants/emails.ts'
import { paths } from '../../src/paths.ts'
import { realWorld } from '../../src/world.ts'

const folder = join(process.cwd(), '.output/emails')
const world = realWorld('https://klaus.example.org')
const token = 'A'.repeat(43)
const url = world.url(paths.magicLink(token))
const link = { url, code: 'ABCDEFGH' }
const exchange = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Christmas with the Millers',
  slug: '0123456789abcdef',
  budget: 'about 20 €',
  exchangeDate: '2026-12-24',
  registrationCloseDate: '2026-12-10',
  timezone: 'Europe/Berlin',
  matchInEmail: false,
  state: 'registration_open' as const,
}
const receiver = { name: 'Charlie', giftIdeas: 'A kite, not too large\nhttps://example.org/kite\n\nOr cookies.' }

const message = { subject: 'Where we meet', message: 'We meet at seven, at the back door.\n\nThe way: https://example.org/map\nBring cookies!' }

/** Every e-mail that the app sends, with example words. */
const emails = {
  'registration-confirmation': registrationConfirmation(link, exchange, { name: 'Bob' }),
  'magic-link': signInLink(link, exchange, { name: 'Bob' }),
  'match-ready': matchReady(url, exchange, { name: 'Bob' }, undefined),
  'password-reset': passwordReset(world, token),
  'password-changed': passwordChanged(world),
  'e-mail-address-changed': emailChanged(world),
  'withdrawal-confirmation': withdrawalConfirmation(world, exchange, { name: 'Bob' }),
  'added-by-the-organiser': {
    ...addedByOrganiser({ url }, exchange, { name: 'Bob' }),
    answers: { to: 'alice@example.org' },
    declineUrl: world.url(paths.decline(token)),
  },
  'added-after-the-draw': addedByOrganiser({ url }, { ...exchange, state: 'matched' }, { name: 'Bob' }),
  'address-corrected': addressCorrected({ url }, exchange, { name: 'Bob' }),
  'address-taken-away': addressTakenAway(exchange, { name: 'Bob' }, 'bob@example.org'),
  'removal-confirmation': removalConfirmation(exchange, { name: 'Bob' }),
  'message-from-the-organiser': organisersMessage(url, exchange, { name: 'Bob' }, message),
  reminder: reminder(world, exchange, { name: 'Bob', hasLooked: false, hasIdeas: false }, url, token),
  'called-off': calledOff(exchange, { name: 'Bob' }),
  'people-joined': peopleJoined(world, exchange, ['Bob', 'Charlie', 'Dana'], 5),
  'somebody-left': peopleLeft(world, exchange, ['Dana'], 4),
  'somebody-declined': peopleDeclined(world, exchange, ['Dana'], 4),
  'somebody-wants-out': peopleWantOut(world, { ...exchange, state: 'matched' }, ['Dana']),
  'draw-done': drawDone(world, exchange, 5),
  'mail-failing': mailFailing(world, exchange, 2),
  'purge-coming': purgeComing(world, exchange, '2027-01-24'),
  'match-in-the-email': matchReady(url, exchange, { name: 'Bob' }, receiver),
  'new-draw': newDrawComing(url, exchange, { name: 'Bob' }),
  'changed-match': matchChanged(url, exchange, { name: 'Bob' }, undefined),
  'changed-match-in-the-email': matchChanged(url, exchange, { name: 'Bob' }, receiver),
  'back-in': backIn(url, exchange, { name: 'Bob' }),
  'restored-match': matchRestored(url, exchange, { name: 'Bob' }),
}

mkdirSync(folder, { recursive: true })
for (const [name, email] of Object.entries(emails)) {
  const { html, text, subject } = renderEmail(email)
  writeFileSync(join(folder, `${name}.html`), html)
  writeFileSync(join(folder, `${name}.txt`), `Subject: ${subject}\n\n${text}`)
}
console.log(`${Object.keys(emails).length} e-mails, as HTML and as text, are in ${folder}`)
