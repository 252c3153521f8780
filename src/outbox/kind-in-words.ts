import { type Kind, kindNamed } from '../mail/kinds.ts'
import { testKind } from './test-mail.ts'

/** What a list of e-mails calls each kind: an e-mail is composed when it goes out, so one that waits has no subject yet. */
const words: { readonly [K in Kind]: string } = {
  'registration confirmation': 'Welcome, with a sign-in link',
  'added by the organiser': 'Added by you, with a sign-in link',
  'magic link': 'Sign-in link',
  'address corrected': 'Sign-in link to the corrected address',
  'withdrawal confirmation': 'Leaving confirmed',
  'match notification': 'Names are drawn',
  'back in': 'Back in the draw',
  // Alike, since which of the two it is says something of the draw.
  'changed match': 'News of the draw',
  'restored match': 'News of the draw',
  'new draw': 'There’ll be a new draw',
  reminder: 'Reminder of the gift day',
  'message from the organiser': 'Your message',
  'address changed': 'To the old address: it was changed',
  'exchange called off': 'The exchange is called off',
  'e-mail address changed': 'Your address was changed',
  'new registration': 'Someone joined',
  withdrawal: 'Someone left',
  declined: 'Someone declined',
  'wants out': 'Someone wants out',
  'draw done': 'The draw is done',
  'mail failing': 'E-mails aren’t getting through',
  'purge coming': 'The exchange will be erased',
  'password reset': 'Link to choose a new password',
  'password changed': 'Your password was changed',
  'backups failing': 'The daily backup failed',
}

/** What a list calls an e-mail of the kind by that name; `subject` is what the organiser wrote above a message, where it is still known. */
export function kindInWords(name: string, subject?: string): string {
  if (name === testKind) return 'Test e-mail'
  const kind = kindNamed(name)
  // An older version may have had others.
  if (kind === undefined) return name
  return subject === undefined ? words[kind] : `${words[kind]}: ${subject}`
}
