import { backupsFailing, emailChanged, passwordChanged, passwordReset } from '../../src/accounts/emails.ts'
import { backIn, matchChanged, matchReady, matchRestored, newDrawComing } from '../../src/draw/emails.ts'
import { calledOff, drawDone, mailFailing, peopleDeclined, peopleJoined, peopleLeft, peopleWantOut, purgeComing } from '../../src/exchanges/emails.ts'
import type { Email } from '../../src/mail/email.ts'
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

const world = realWorld('https://klaus.example.org')
const token = 'A'.repeat(43)
const url = world.url(paths.magicLink(token))
const link = { url, code: 'ABCDEFGH' }
const exchange = {
  id: '00000000-0000-4000-8000-000000000000',
  name: 'Christmas with the Millers',
  slug: '0123456789abcdef',
  description: 'We meet at Grandma’s at seven, by the fire.\nSomething made by hand is best!',
  budget: 'about 20 €',
  exchangeDate: '2026-12-24',
  registrationCloseDate: '2026-12-10',
  timezone: 'Europe/Berlin',
  matchInEmail: false,
  state: 'registration_open' as const,
}
const receiver = { name: 'Charlie', giftIdeas: 'A kite, not too large\nhttps://example.org/kite\n\nOr cookies.' }

const message = { subject: 'Where we meet', message: 'We meet at seven, at the back door.\n\nThe way: https://example.org/map\nBring cookies!' }

const joined = { why: `You get this because you joined “${exchange.name}”. You can leave on your page.`, answers: { to: 'alice@example.org' } }
const added = {
  why: `You get this because the organiser of “${exchange.name}” added you.`,
  answers: 'unread' as const,
  declineUrl: world.url(paths.decline(token)),
}
const secret = { why: `You get this because you’re in “${exchange.name}”. Can’t take part after all? Say so on your page.`, answers: 'unread' as const }
const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'

/** Every e-mail that the app sends, with example words. */
export const letters: Record<string, Email> = {
  'registration-confirmation': { ...registrationConfirmation(link, exchange, { name: 'Bob' }), ...joined, calendar },
  'magic-link': { ...signInLink(link, exchange, { name: 'Bob' }), ...joined },
  'match-ready': { ...matchReady(url, exchange, { name: 'Bob' }, undefined), ...joined, calendar },
  'password-reset': passwordReset(world, token),
  'password-changed': passwordChanged(world),
  'backups-failing': backupsFailing('klaus-2026-12-01.sqlite'),
  'e-mail-address-changed': emailChanged(world),
  'withdrawal-confirmation': {
    ...withdrawalConfirmation(world, exchange, { name: 'Bob' }),
    why: `You get this because you took part in “${exchange.name}”.`,
    answers: 'unread',
  },
  'added-by-the-organiser': { ...addedByOrganiser({ url }, exchange, { name: 'Bob' }), ...added, calendar },
  'added-after-the-draw': { ...addedByOrganiser({ url }, { ...exchange, state: 'matched' }, { name: 'Bob' }), ...added, calendar },
  'address-corrected': { ...addressCorrected({ url }, exchange, { name: 'Bob' }), ...joined },
  'address-taken-away': addressTakenAway(exchange, { name: 'Bob' }, 'bob@example.org'),
  'removal-confirmation': {
    ...removalConfirmation(exchange, { name: 'Bob' }),
    why: `You get this because you took part in “${exchange.name}”.`,
    answers: 'unread',
  },
  'message-from-the-organiser': { ...organisersMessage(url, exchange, { name: 'Bob' }, message), ...joined },
  reminder: { ...reminder(world, exchange, { name: 'Bob', hasLooked: false, hasIdeas: false }, url, token), ...joined },
  'called-off': calledOff(exchange, { name: 'Bob' }),
  'people-joined': peopleJoined(world, exchange, ['Bob', 'Charlie', 'Dana'], 5),
  'somebody-left': peopleLeft(world, exchange, ['Dana'], 4),
  'somebody-declined': peopleDeclined(world, exchange, ['Dana'], 4),
  'somebody-wants-out': peopleWantOut(world, { ...exchange, state: 'matched' }, ['Dana']),
  'draw-done': drawDone(world, exchange, 5),
  'mail-failing': mailFailing(world, exchange, 2),
  'purge-coming': purgeComing(world, exchange, '2027-01-24'),
  'match-in-the-email': { ...matchReady(url, exchange, { name: 'Bob' }, receiver), ...joined, calendar },
  'new-draw': { ...newDrawComing(url, exchange, { name: 'Bob' }), ...joined },
  'changed-match': { ...matchChanged(url, exchange, { name: 'Bob' }, undefined), ...secret },
  'changed-match-in-the-email': { ...matchChanged(url, exchange, { name: 'Bob' }, receiver), ...secret },
  'back-in': { ...backIn(url, exchange, { name: 'Bob' }), ...joined },
  'restored-match': { ...matchRestored(url, exchange, { name: 'Bob' }), ...secret },
}
