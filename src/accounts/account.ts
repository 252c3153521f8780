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
    /** What other organisers read; null where nobody was asked, as in an older version. */
    name: p.string().length(255).strictNullable(),
    lastSignedInAt: p.datetime().strictNullable(),
    passwordHash: p.string().length(255),
    /** The language that was chosen, or seen when setting up or signing in; null where nobody knows. */
    language: p.string().length(8).nullable(),
  },
  checks: [{ name: 'admin_owner_check', expression: 'owner = 1' }],
})

/** Somebody who organises exchanges on this installation; one of them owns it. */
export class Account extends AccountSchema.class {
  /** `passwordHash` is the PHC string of a new password. */
  changePassword(passwordHash: string): void {
    this.passwordHash = passwordHash
  }

  changeEmail(email: string): void {
    this.email = email
  }
}
AccountSchema.setClass(Account)
