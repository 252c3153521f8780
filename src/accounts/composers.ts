import { issueResetLink } from '../auth/reset-links.ts'
import type { Composed, Composers, Composing } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { Account } from './account.ts'
import * as emails from './emails.ts'

type OwnKind = 'password reset' | 'password changed' | 'e-mail address changed' | 'backups failing'

/** What e-mails about the account itself say. */
export const accountComposers: Pick<Composers, OwnKind> = {
  'password reset': async (composing) => {
    const { token, expiresAt } = await issueResetLink(composing.em, composing.world)
    const composed = await toAccount(composing, emails.passwordReset(composing.world, token))
    return composed && { ...composed, usableUntil: expiresAt }
  },
  'password changed': (composing) => toAccount(composing, emails.passwordChanged(composing.world)),
  // To the old address as well as to the new one.
  'e-mail address changed': async ({ world }, { recipient }) => ({ to: recipient, email: emails.emailChanged(world) }),
  'backups failing': (composing, { parameters: { newest } }) => toAccount(composing, emails.backupsFailing(newest ?? undefined)),
}

async function toAccount({ em }: Composing, email: Email): Promise<Composed | undefined> {
  const [account] = await em.find(Account, {})
  return account && { to: account.email, email }
}
