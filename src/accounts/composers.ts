import { issueResetLink } from '../auth/reset-links.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { Account } from './account.ts'
import * as emails from './emails.ts'

type OwnKind = 'password reset' | 'password changed' | 'e-mail address changed' | 'backups failing'

/** What e-mails about the account itself say. */
export const accountComposers: Pick<Composers, OwnKind> = {
  'password reset': async (composing, due) => {
    const { token, expiresAt } = await issueResetLink(composing.em, composing.world)
    const composed = await toAccount(composing, due, emails.passwordReset(composing.world, token))
    return composed && { ...composed, usableUntil: expiresAt }
  },
  'password changed': (composing, due) => toAccount(composing, due, emails.passwordChanged(composing.world)),
  // To the old address as well as to the new one.
  'e-mail address changed': async ({ world }, { recipient }) => ({ to: recipient, email: emails.emailChanged(world) }),
  'backups failing': (composing, due) => toAccount(composing, due, emails.backupsFailing(due.parameters.newest ?? undefined)),
}

async function toAccount({ em }: Composing, { accountId }: Pick<Due, 'accountId'>, email: Email): Promise<Composed | undefined> {
  const account = await em.findOne(Account, { id: accountId ?? '' })
  return account ? { to: account.email, email } : undefined
}
