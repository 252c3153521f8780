import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'

const notYou = 'If that was not you, choose a new password at once:'

/** Carries a link to choose a new password. */
export function passwordReset(world: World, token: string): Email {
  return {
    subject: 'Choose a new password for Sneaky Klaus',
    preview: 'The link works once and for 30 minutes.',
    content: [
      'Hello,',
      'Somebody, probably you, has asked for a new password for the admin of Sneaky Klaus.',
      { button: 'Choose a new password', url: world.url(paths.resetPassword(token)) },
      'The link works once and for 30 minutes. If you did not ask, do nothing: your password stays as it is.',
    ],
  }
}

/** Says that the password was changed. */
export function passwordChanged(world: World): Email {
  return {
    subject: 'Your password was changed',
    preview: 'All other browsers were signed out.',
    content: [
      'Hello,',
      'The password of the admin of Sneaky Klaus was changed, and all other browsers were signed out.',
      notYou,
      { button: 'Choose a new password', url: world.url(paths.forgotPassword()) },
    ],
  }
}

/** Says, to the old address and the new one, that the address was changed. */
export function emailChanged(world: World): Email {
  return {
    subject: 'Your e-mail address was changed',
    preview: 'All other browsers were signed out.',
    content: [
      'Hello,',
      'The e-mail address of the admin of Sneaky Klaus was changed, and all other browsers were signed out. This e-mail goes to the old address and to the new one.',
      'If that was not you, ask whoever runs the server for the command `sneaky-klaus reset-password`, or open the site:',
      { button: 'Open Sneaky Klaus', url: world.url(paths.adminLogin()) },
    ],
  }
}

/** Says that there is no backup of today or yesterday; `newest` is the name of the last file, if there is one. */
export function backupsFailing(newest: string | undefined): Email {
  return {
    subject: 'The daily backup of Sneaky Klaus failed',
    preview: newest === undefined ? 'There is no backup yet.' : `The newest one is ${newest}.`,
    content: [
      'Hello,',
      'The daily backup of the database failed. Everything else goes on as usual.',
      // As it is written, since a file's name is there to be copied.
      newest === undefined ? 'There is no daily backup yet.' : { written: `The newest one is ${newest}.` },
      'Whoever runs the server finds the reason in the log, and by the command `sneaky-klaus doctor`. Often the disk is full.',
    ],
  }
}
