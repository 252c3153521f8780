import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'admin',
  properties: {
    ...columns,
    /** Always 1, and unique: an installation has one account. */
    only: p.integer().default(1).unique(),
    email: p.string().length(254),
    passwordHash: p.string().length(255),
    /** The language that was chosen, or seen when setting up or signing in; null where nobody knows. */
    language: p.string().length(8).nullable(),
  },
  checks: [{ name: 'admin_only_check', expression: 'only = 1' }],
})

/** The one person who runs this installation. */
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
