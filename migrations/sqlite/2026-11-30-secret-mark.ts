import { Migration } from '@mikro-orm/migrations'

/** E-mails whose recipient must not show say so themselves, instead of by an empty address. */
export class SecretMark extends Migration {
  override up(): void {
    this.addSql('alter table outgoing_email add column is_secret integer not null default false')
    this.addSql(`update outgoing_email set is_secret = true where recipient = ''`)
  }

  override down(): void {
    this.addSql('alter table outgoing_email drop column is_secret')
  }
}
