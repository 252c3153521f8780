import { Migration } from '@mikro-orm/migrations'

/** Participants' sessions stand in their browsers, but for those that there are, and which links were used in one sealed text of the exchange. */
export class SignIns extends Migration {
  override up(): void {
    this.addSql('alter table participant add column session_version int not null default 0')
    this.addSql('alter table exchange add column sealed_used_links text null')
    this.addSql(`
      create table ended_session (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        session_hash varchar(64) not null,
        ends_at timestamptz not null,
        constraint ended_session_session_hash_unique unique (session_hash)
      )`)
    this.addSql('create index ended_session_ends_at_index on ended_session (ends_at)')
    this.addSql('alter table magic_token drop column is_for_everyone')
  }

  override down(): void {
    this.addSql('alter table magic_token add column is_for_everyone boolean not null default false')
    // Nobody knows any more which were used.
    this.addSql(`update magic_token set used_at = coalesce(used_at, created_at) where token_type = 'magic_link'`)
    this.addSql('drop table ended_session')
    this.addSql('alter table exchange drop column sealed_used_links')
    this.addSql('alter table participant drop column session_version')
  }
}
