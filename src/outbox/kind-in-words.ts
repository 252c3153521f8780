import type { Printer } from '../language/printer.ts'
import { type Kind, kindNamed } from '../mail/kinds.ts'
import { testKind } from './test-mail.ts'

/** What a list of e-mails calls each kind: an e-mail is composed when it goes out, so one that waits has no subject yet. */
const words = {
  'registration confirmation': 'outbox.kind.welcome',
  'added by the organiser': 'outbox.kind.addedByOrganiser',
  'magic link': 'outbox.kind.signInLink',
  'address corrected': 'outbox.kind.addressCorrected',
  'withdrawal confirmation': 'outbox.kind.leavingConfirmed',
  'match notification': 'outbox.kind.namesDrawn',
  'back in': 'outbox.kind.backIn',
  // Alike, since which of them it is says something of the draw.
  'changed match': 'outbox.kind.newsOfDraw',
  'restored match': 'outbox.kind.newsOfDraw',
  'changed wishes': 'outbox.kind.newsOfDraw',
  'new messages': 'outbox.kind.newsOfDraw',
  'new draw': 'outbox.kind.newDraw',
  reminder: 'outbox.kind.reminder',
  'message from the organiser': 'outbox.kind.message',
  'nudge sign in': 'outbox.kind.nudgeSignIn',
  'nudge wishes': 'outbox.kind.nudgeWishes',
  'nudge questions': 'outbox.kind.nudgeQuestions',
  'nudge look': 'outbox.kind.nudgeLook',
  'address changed': 'outbox.kind.addressChanged',
  'exchange called off': 'outbox.kind.calledOff',
  'e-mail address changed': 'outbox.kind.ownAddressChanged',
  'new address': 'email.newAddress.news',
  'new registration': 'outbox.kind.newRegistration',
  withdrawal: 'outbox.kind.withdrawal',
  declined: 'outbox.kind.declined',
  'wants out': 'outbox.kind.wantsOut',
  'draw done': 'outbox.kind.drawDone',
  'mail failing': 'outbox.kind.mailFailing',
  'purge coming': 'outbox.kind.purgeComing',
  'password reset': 'outbox.kind.passwordReset',
  'password changed': 'outbox.kind.passwordChanged',
  'backups failing': 'outbox.kind.backupsFailing',
  'organiser invitation': 'email.organiserInvitation.news',
  'shared with you': 'email.sharedWithYou.news',
  'rule gone': 'email.ruleGone.news',
  'message reported': 'email.messageReported.news',
  'handed over to you': 'email.handedToYou.news',
  'handed over to another': 'email.handedToAnother.news',
  'account removed': 'email.accountRemoved.news',
  'invited again': 'email.invitedAgain.news',
} as const satisfies Record<Kind, `outbox.kind.${string}` | `email.${string}.news`>

/** What a list calls an e-mail of the kind by that name; `subject` is what the organiser wrote above a message, where it is still known. */
export function kindInWords(name: string, subject: string | undefined, t: Printer): string {
  if (name === testKind) return t('outbox.kind.test')
  if (subject !== undefined) return t('outbox.kind.messageAbout', { subject })
  const kind = kindNamed(name)
  // An older version may have had others.
  return kind === undefined ? name : t(words[kind])
}
