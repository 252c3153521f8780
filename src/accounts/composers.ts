import { issueResetLink } from '../auth/reset-links.ts'
import { issueInvitationLink } from '../exchanges/invite-organiser.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { Account } from './account.ts'
import * as emails from './emails.ts'
import { newAddressToken } from './new-address.ts'

type OwnKind =
  | 'password reset'
  | 'password changed'
  | 'e-mail address changed'
  | 'new address'
  | 'backups failing'
  | 'organiser invitation'
  | 'account removed'
  | 'handed over to another'

/** What e-mails about the account itself say. */
export const accountComposers: Pick<Composers, OwnKind> = {
  'password reset': async (composing, due) => {
    const { token, expiresAt } = await issueResetLink(composing.em, composing.world, due.accountId ?? '')
    const composed = await toAccount(composing, due, (t) => emails.passwordReset(composing.world, token, t))
    return composed && { ...composed, usableUntil: expiresAt }
  },
  'password changed': (composing, due) => toAccount(composing, due, (t) => emails.passwordChanged(composing.world, t)),
  // To the old address as well as to the new one.
  'e-mail address changed': async ({ em, world, printerOf }, { recipient, parameters }) => {
    const account = await em.findOne(Account, { id: parameters.accountId ?? '' })
    const t = await printerOf(account?.language)
    return { to: recipient, email: emails.emailChanged(world, t), t }
  },
  'new address': async ({ em, world, vault, printerOf }, { recipient, parameters }) => {
    const account = await em.findOne(Account, { id: parameters.accountId })
    if (account?.waitingEmail(world.now()) !== recipient) return undefined
    const t = await printerOf(account.language)
    const usableUntil = account.newEmailUntil ?? undefined
    return { to: recipient, email: emails.newAddress(world, newAddressToken(vault, account), t), t, usableUntil }
  },
  'organiser invitation': async ({ em, world, printerOf }, { recipient, parameters }) => {
    const issued = await issueInvitationLink(em, world, parameters.invitationId)
    if (!issued) return undefined
    const t = await printerOf(issued.language)
    return { to: recipient, email: emails.organiserInvitation(world, issued, t), t, usableUntil: issued.expiresAt }
  },
  'account removed': async ({ printerOf }, { recipient, parameters }) => {
    const t = await printerOf(parameters.language)
    return { to: recipient, email: emails.accountRemoved(t), t }
  },
  'handed over to another': (composing, due) => toAccount(composing, due, (t) => emails.handedOverToAnother(due.parameters, t)),
  'backups failing': (composing, due) => toAccount(composing, due, (t) => emails.backupsFailing(due.parameters.newest ?? undefined, t)),
}

async function toAccount({ em, printerOf }: Composing, { accountId }: Pick<Due, 'accountId'>, say: (t: Printer) => Email): Promise<Composed | undefined> {
  const account = await em.findOne(Account, { id: accountId ?? '' })
  if (!account) return undefined
  const t = await printerOf(account.language)
  return { to: account.email, email: say(t), t }
}
