import { Migration } from '@mikro-orm/migrations'

/** Links lead somewhere, those in notices live until the exchange is completed, and a code does what a link does. */
export class Links extends Migration {
  override up(): void {
    this.addSql(`alter table magic_token add column destination text not null default 'dashboard'`)
    this.addSql(`alter table magic_token add constraint magic_token_destination_check check (destination in ('dashboard', 'match', 'gift ideas'))`)
    this.addSql('alter table magic_token add column is_notice boolean not null default false')
    this.addSql('alter table magic_token add column is_for_everyone boolean not null default false')
    this.addSql('alter table magic_token add column code_hash varchar(43) null')
    this.addSql('create index magic_token_code_hash_index on magic_token (code_hash)')
  }

  override down(): void {
    // The version before lets every link live for its whole time.
    this.addSql('delete from magic_token where is_notice')
    this.addSql('drop index magic_token_code_hash_index')
    for (const column of ['code_hash', 'is_for_everyone', 'is_notice', 'destination']) this.addSql(`alter table magic_token drop column ${column}`)
  }
}
