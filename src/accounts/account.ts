import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'admin',
  properties: {
    ...columns,
    /** 1 for the owner, whose account the set-up made, and null for everybody else: of what is unique there is one. */
    owner: p.integer().nullable().unique(),
    email: p.string().length(254).unique(),
    /** The address that is to take its place once a link e-mailed there is followed, and until when that works; null where none waits. */
    newEmail: p.string().length(254).nullable(),
    newEmailUntil: p.datetime().nullable(),
    /** What other organisers read; null where nobody was asked, as in an older version. */
    name: p.string().length(255).strictNullable(),
    lastSignedInAt: p.datetime().strictNullable(),
    /** The PHC string of the password; null for whoever has none, and signs in at the identity provider alone. */
    passwordHash: p.string().length(255).strictNullable(),
    /** Who this is at the identity provider that vouched for the address: its issuer and the subject there, which stays when the address changes. */
    oidcIssuer: p.string().length(255).strictNullable(),
    oidcSubject: p.string().length(255).strictNullable(),
    /** The language that was chosen, or seen when setting up or signing in; null where nobody knows. */
    language: p.string().length(8).nullable(),
  },
  uniques: [{ properties: ['oidcIssuer', 'oidcSubject'] }],
  checks: [
    { name: 'admin_owner_check', expression: 'owner = 1' },
    { name: 'admin_oidc_check', expression: '(oidc_issuer is null) = (oidc_subject is null)' },
  ],
})

/** Somebody who organises exchanges on this installation; one of them owns it. */
export class Account extends AccountSchema.class {
  /** `passwordHash` is the PHC string of a new password. */
  changePassword(passwordHash: string): void {
    this.passwordHash = passwordHash
    // Whoever knew the old one may have asked for it.
    this.dropNewEmail()
  }

  /** Lets an address wait until somebody there says yes, in the place of an earlier one. */
  proposeEmail(email: string, until: Date): void {
    this.newEmail = email
    this.newEmailUntil = until
  }

  dropNewEmail(): void {
    this.newEmail = null
    this.newEmailUntil = null
  }

  /** The address that waits at `now`; undefined where none does. */
  waitingEmail(now: Date): string | undefined {
    return this.newEmail && this.newEmailUntil && this.newEmailUntil > now ? this.newEmail : undefined
  }

  changeEmail(email: string): void {
    this.email = email
    this.dropNewEmail()
  }

  /** From now on whoever signs in as that subject of the issuer is this account. */
  linkTo({ issuer, subject }: { issuer: string; subject: string }): void {
    this.oidcIssuer = issuer
    this.oidcSubject = subject
  }

  unlink(): void {
    this.oidcIssuer = null
    this.oidcSubject = null
  }
}
AccountSchema.setClass(Account)

/** What others call an organiser: the name, or the address where nobody was asked for one. */
export function nameOf({ name, email }: { name: string | null; email: string }): string {
  return name ?? email
}
