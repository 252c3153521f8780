import { Migration } from '@mikro-orm/migrations'

/** A new address of an account waits until a link that was e-mailed there is followed. */
export class NewAddress extends Migration {
  override up(): void {
    this.addSql('alter table admin add column new_email varchar(254) null')
    this.addSql('alter table admin add column new_email_until timestamptz null')
  }

  override down(): void {
    this.addSql('alter table admin drop column new_email')
    this.addSql('alter table admin drop column new_email_until')
  }
}
