import { backupsFailing, emailChanged, handedOverToAnother, newAddress, passwordChanged, passwordReset } from '../../src/accounts/emails.ts'
import { backIn, matchChanged, matchReady, matchRestored, newDrawComing, wishesChanged } from '../../src/draw/emails.ts'
import {
  calledOff,
  drawDone,
  handedOverToYou,
  mailFailing,
  messageReported,
  peopleMoved,
  peopleWantOut,
  purgeComing,
  ruleGone,
} from '../../src/exchanges/emails.ts'
import type { Printer } from '../../src/language/printer.ts'
import type { Email } from '../../src/mail/email.ts'
import { newMessages } from '../../src/messages/emails.ts'
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
import { nudgeTo } from '../../src/participants/nudge-emails.ts'
import { invitedAgain } from '../../src/participants/return-invitation.ts'
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
  rememberPairs: true,
  state: 'registration_open' as const,
}
const receiver = { name: 'Charlie', giftIdeas: 'A kite, not too large\nhttps://example.org/kite\n\nOr cookies.' }

const message = { subject: 'Where we meet', message: 'We meet at seven, at the back door.\n\nThe way: https://example.org/map\nBring cookies!' }

const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'

/** Every e-mail that the app sends, with example words, in the language of `t`. */
export function lettersIn(t: Printer): Record<string, Email> {
  const about = { exchange: exchange.name }
  const joined = { why: `${t('email.why.joined', about)} ${t('email.leaving.yourself')}`, answers: { to: ['alice@example.org'] } }
  const added = { why: t('email.why.added', about), answers: 'unread' as const, declineUrl: world.url(paths.decline(token)) }
  const secret = { why: `${t('email.why.isIn', about)} ${t('email.leaving.ask')}`, answers: 'unread' as const }
  return {
    'registration-confirmation': { ...registrationConfirmation(link, exchange, { name: 'Bob' }, t), ...joined, calendar },
    'magic-link': { ...signInLink(link, exchange, { name: 'Bob' }, t), ...joined },
    'match-ready': { ...matchReady(url, exchange, { name: 'Bob' }, undefined, t), ...joined, calendar },
    'password-reset': passwordReset(world, token, t),
    'password-changed': passwordChanged(world, t),
    'backups-failing': backupsFailing('klaus-2026-12-01.sqlite', t),
    'e-mail-address-changed': emailChanged(world, t),
    'new-address': newAddress(world, token, t),
    'withdrawal-confirmation': {
      ...withdrawalConfirmation(world, exchange, { name: 'Bob' }, t),
      why: t('email.why.tookPart', about),
      answers: 'unread',
    },
    'added-by-the-organiser': { ...addedByOrganiser({ url }, exchange, { name: 'Bob' }, t), ...added, calendar },
    'added-after-the-draw': { ...addedByOrganiser({ url }, { ...exchange, state: 'matched' }, { name: 'Bob' }, t), ...added, calendar },
    'address-corrected': { ...addressCorrected({ url }, exchange, { name: 'Bob' }, t), ...joined },
    'address-taken-away': addressTakenAway(exchange, { name: 'Bob' }, 'bob@example.org', t),
    'removal-confirmation': {
      ...removalConfirmation(exchange, { name: 'Bob' }, t),
      why: t('email.why.tookPart', about),
      answers: 'unread',
    },
    'message-from-the-organiser': { ...organisersMessage(url, exchange, { name: 'Bob' }, message, t), ...joined },
    reminder: { ...reminder(world, exchange, { name: 'Bob', hasLooked: false, hasIdeas: false, owesAnswer: true }, url, token, t), ...joined },
    'nudge-sign-in': { ...nudgeTo('sign_in', url, exchange, { name: 'Bob' }, t), ...joined },
    'nudge-wishes': { ...nudgeTo('wishes', url, exchange, { name: 'Bob' }, t), ...joined },
    'nudge-questions': { ...nudgeTo('questions', url, exchange, { name: 'Bob' }, t), ...joined },
    'nudge-look': { ...nudgeTo('look', url, exchange, { name: 'Bob' }, t), ...joined, answers: 'unread' },
    'called-off': calledOff(exchange, { name: 'Bob' }, t),
    'people-joined': peopleMoved('joined', world, exchange, ['Bob', 'Charlie', 'Dana'], 5, t),
    'somebody-left': peopleMoved('left', world, exchange, ['Dana'], 4, t),
    'somebody-declined': peopleMoved('declined', world, exchange, ['Dana'], 4, t),
    'somebody-wants-out': peopleWantOut(world, { ...exchange, state: 'matched' }, ['Dana'], t),
    'draw-done': drawDone(world, exchange, 5, t),
    'mail-failing': mailFailing(world, exchange, 2, t),
    'invited-again': { ...invitedAgain(world.url(paths.returning(token)), exchange, { name: 'Bob' }, t), answers: 'unread' },
    'purge-coming': purgeComing(world, exchange, '2027-01-24', 3, t),
    'handed-over-to-you': handedOverToYou(world, exchange, t),
    'handed-over-to-another': handedOverToAnother({ exchangeName: exchange.name, organiser: 'Dana' }, t),
    'rule-gone': ruleGone(world, exchange, t),
    'match-in-the-email': { ...matchReady(url, exchange, { name: 'Bob' }, receiver, t), ...joined, calendar },
    'new-draw': { ...newDrawComing(url, exchange, { name: 'Bob' }, t), ...joined },
    'changed-match': { ...matchChanged(url, exchange, { name: 'Bob' }, undefined, t), ...secret },
    'changed-wishes': { ...wishesChanged(url, exchange, { name: 'Bob' }, t), ...secret },
    'changed-match-in-the-email': { ...matchChanged(url, exchange, { name: 'Bob' }, receiver, t), ...secret },
    'new-messages': { ...newMessages(url, exchange, { name: 'Bob' }, true, t), ...secret },
    'new-messages-once-it-is-over': { ...newMessages(url, exchange, { name: 'Bob' }, false, t), ...secret },
    'message-reported': messageReported(world, exchange, t),
    'back-in': { ...backIn(url, exchange, { name: 'Bob' }, t), ...joined },
    'restored-match': { ...matchRestored(url, exchange, { name: 'Bob' }, t), ...secret },
  }
}
