import { Migration } from '@mikro-orm/migrations'

/** People choose a language; an exchange has one for e-mails to whoever has chosen none. */
export class Languages extends Migration {
  override up(): void {
    this.addSql('alter table participant add column language text null')
    this.addSql('alter table admin add column language text null')
    this.addSql(`alter table exchange add column language text not null default 'en'`)
  }

  override down(): void {
    for (const table of ['participant', 'admin', 'exchange']) this.addSql(`alter table ${table} drop column language`)
  }
}
