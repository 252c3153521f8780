import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'

const why = 'You get this because you run this Sneaky Klaus.'

/** Carries a link to choose a new password. */
export function passwordReset(world: World, token: string): Email {
  return {
    subject: 'Choose a new password for Sneaky Klaus',
    preview: 'The link works once, for 30 minutes.',
    content: [
      'Hello,',
      { news: 'Choose a new password' },
      'Someone, probably you, asked for a new password for Sneaky Klaus.',
      { button: 'Choose a new password', url: world.url(paths.resetPassword(token)) },
      'The link works once, for 30 minutes. If it wasn’t you, do nothing: your password stays as it is.',
    ],
    why,
  }
}

/** Says that the password was changed. */
export function passwordChanged(world: World): Email {
  return {
    subject: 'Your password was changed',
    preview: 'All other browsers were signed out of Sneaky Klaus.',
    content: [
      'Hello,',
      { news: 'Your password was changed' },
      'It’s the one for Sneaky Klaus. All other browsers were signed out.',
      'If that wasn’t you, choose a new password now:',
      { button: 'Choose a new password', url: world.url(paths.forgotPassword()) },
    ],
    why,
  }
}

/** Says, to the old address and the new one, that the address was changed. */
export function emailChanged(world: World): Email {
  return {
    subject: 'Your e-mail address was changed',
    preview: 'All other browsers were signed out of Sneaky Klaus.',
    content: [
      'Hello,',
      { news: 'Your e-mail address was changed' },
      'It’s the one you sign in with to Sneaky Klaus. All other browsers were signed out. This e-mail goes to the old address and the new one.',
      'If that wasn’t you, ask whoever runs the server for the command `sneaky-klaus reset-password`, or open the site:',
      { button: 'Open Sneaky Klaus', url: world.url(paths.adminLogin()) },
    ],
    why: 'You get this because this is the old or the new address of a Sneaky Klaus account.',
  }
}

/** Says that there is no backup of today or yesterday; `newest` is the name of the last file, if there is one. */
export function backupsFailing(newest: string | undefined): Email {
  return {
    subject: 'The daily backup of Sneaky Klaus failed',
    preview: newest === undefined ? 'There’s no backup yet.' : `The newest one is ${newest}.`,
    content: [
      'Hello,',
      { news: 'The daily backup failed' },
      'Everything else goes on as usual.',
      // As it is written, since a file's name is there to be copied.
      newest === undefined ? 'There’s no daily backup yet.' : { written: `The newest one is ${newest}.` },
      'Whoever runs the server finds the reason in the log, and with the command `sneaky-klaus doctor`. Often the disk is full.',
    ],
    why,
  }
}
