import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/**
 * Participants' sessions stand in their browsers, while those of before stay rows until they end; which links were used in one sealed text of the exchange; and who has looked in the sealed plans of all, which the next start
 * seals (`reseal.ts`).
 */
export class SignIns extends Migration {
  override up(): void {
    this.addSql(`alter table participant add column session_version text not null default ''`)
    this.addSql(`update participant set session_version = 'old ' || lower(hex(randomblob(16)))`)
    this.addSql('alter table exchange add column sealed_used_links text null')
    this.addSql(
      oneLine(`
      create table ended_session (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        session_hash text not null,
        ends_at datetime not null
      )`),
    )
    this.addSql('create unique index ended_session_session_hash_unique on ended_session (session_hash)')
    this.addSql('create index ended_session_ends_at_index on ended_session (ends_at)')
    this.addSql('alter table magic_token drop column is_for_everyone')
    this.addSql(
      oneLine(`
      update draw set sealed_plans = (
        select json_group_object(giver_id, json_object(
          'gift', 'none', 'isCounted', json('false'), 'taken', json('[]'),
          'look', case when revealed then 'shown' when looked_at is not null then 'hidden' when seen_at is not null then 'earlier' else 'never' end,
          'lookedAt', null, 'before', null))
        from "match" where draw_id = draw.id)
      where sealed_plans is null and exists (select 1 from "match" where draw_id = draw.id and seen_at is not null)`),
    )
    this.addSql('drop index match_draw_id_seen_at_index')
    this.addSql('alter table "match" drop column seen_at')
    this.addSql('alter table "match" drop column looked_at')
    this.addSql('alter table "match" drop column revealed')
    this.addSql('create index match_draw_id_index on "match" (draw_id)')
  }

  override down(): void {
    this.addSql('drop index match_draw_id_index')
    this.addSql('alter table "match" add column revealed integer not null default false')
    this.addSql('alter table "match" add column looked_at datetime null')
    this.addSql('alter table "match" add column seen_at datetime null')
    this.addSql('create index match_draw_id_seen_at_index on "match" (draw_id, seen_at)')
    this.addSql('alter table magic_token add column is_for_everyone integer not null default false')
    // Nobody knows any more which sessions were ended.
    this.addSql('delete from session where participant_id is not null')
    // Nor which links were used.
    this.addSql(`update magic_token set used_at = coalesce(used_at, created_at) where token_type = 'magic_link'`)
    this.addSql('drop table ended_session')
    this.addSql('alter table exchange drop column sealed_used_links')
    this.addSql('alter table participant drop column session_version')
  }
}
