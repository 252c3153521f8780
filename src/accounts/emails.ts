import type { Printer } from '../language/printer.ts'
import type { Email } from '../mail/email.ts'
import { paths } from '../paths.ts'
import type { World } from '../world.ts'

/** Carries a link to choose a new password. */
export function passwordReset(world: World, token: string, t: Printer): Email {
  return {
    subject: t('email.passwordReset.subject'),
    preview: t('email.passwordReset.preview'),
    content: [
      t('email.hello'),
      { news: t('email.passwordReset.news') },
      t('email.passwordReset.who'),
      { button: t('email.choosePassword'), url: world.url(paths.resetPassword(token)) },
      t('email.passwordReset.life'),
    ],
    why: t('email.why.runsSite'),
  }
}

/** Says that the password was changed. */
export function passwordChanged(world: World, t: Printer): Email {
  return {
    subject: t('email.passwordChanged.news'),
    preview: t('email.signedOut.preview'),
    content: [
      t('email.hello'),
      { news: t('email.passwordChanged.news') },
      t('email.passwordChanged.what'),
      t('email.passwordChanged.notYou'),
      { button: t('email.choosePassword'), url: world.url(paths.forgotPassword()) },
    ],
    why: t('email.why.runsSite'),
  }
}

/** Carries a link that confirms a new address, to that one. */
export function newAddress(world: World, token: string, t: Printer): Email {
  return {
    subject: t('email.newAddress.news'),
    preview: t('email.newAddress.life'),
    content: [
      t('email.hello'),
      { news: t('email.newAddress.news') },
      t('email.newAddress.what'),
      { button: t('email.newAddress.confirm'), url: world.url(paths.newAddress(token)) },
      t('email.newAddress.life'),
    ],
    why: t('email.why.newAddress'),
  }
}

/** Says, to the old address and the new one, that the address was changed. */
export function emailChanged(world: World, t: Printer): Email {
  return {
    subject: t('email.emailChanged.news'),
    preview: t('email.signedOut.preview'),
    content: [
      t('email.hello'),
      { news: t('email.emailChanged.news') },
      t('email.emailChanged.what'),
      t('email.emailChanged.notYou'),
      { button: t('email.openSneakyKlaus'), url: world.url(paths.adminLogin()) },
    ],
    why: t('email.why.addressOfAccount'),
  }
}

/** Says that there is no backup of today or yesterday; `newest` is the name of the last file, if there is one. */
export function backupsFailing(newest: string | undefined, t: Printer): Email {
  const newestOne = newest === undefined ? undefined : t('email.backupsFailing.newest', { file: newest })
  return {
    subject: t('email.backupsFailing.subject'),
    preview: newestOne ?? t('email.backupsFailing.preview'),
    content: [
      t('email.hello'),
      { news: t('email.backupsFailing.news') },
      t('email.backupsFailing.rest'),
      // As it is written, since a file's name is there to be copied.
      newestOne === undefined ? t('email.backupsFailing.none') : { written: newestOne },
      t('email.backupsFailing.reason'),
    ],
    why: t('email.why.runsSite'),
  }
}

/** Invites somebody to organise, on the site or `exchange` in particular; `inviter` is a name or an address. */
export function organiserInvitation(
  world: World,
  { token, inviter, exchange }: { token: string; inviter: string; exchange: string | undefined },
  t: Printer,
): Email {
  const news = exchange === undefined ? t('email.organiserInvitation.news') : t('email.organiserInvitation.newsOf')
  return {
    subject: news,
    preview: t('email.organiserInvitation.life'),
    content: [
      t('email.hello'),
      { news },
      exchange === undefined ? t('email.organiserInvitation.who', { inviter }) : t('email.organiserInvitation.whoOf', { inviter, exchange }),
      { button: t('email.organiserInvitation.accept'), url: world.url(paths.organiserInvitation(token)) },
      t('email.organiserInvitation.life'),
    ],
    why: t('email.why.invitedToOrganise', { inviter }),
  }
}

/** Says that an account is gone. */
export function accountRemoved(t: Printer): Email {
  return {
    subject: t('email.accountRemoved.news'),
    preview: t('email.accountRemoved.what'),
    content: [t('email.hello'), { news: t('email.accountRemoved.news') }, t('email.accountRemoved.what')],
    why: t('email.why.organised'),
  }
}

/** Tells somebody that an exchange is organised by another one alone from now on. */
export function handedOverToAnother({ exchangeName: exchange, organiser }: { exchangeName: string; organiser: string }, t: Printer): Email {
  const news = t('email.handedToAnother.news')
  const what = t('email.handedToAnother.what', { exchange, organiser })
  return { subject: t('email.subject', { news, exchange }), preview: what, content: [t('email.hello'), { news }, what], why: t('email.why.organised') }
}
