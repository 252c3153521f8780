import { Migration } from '@mikro-orm/migrations'

/**
 * Participants' sessions stand in their browsers, while those of before stay rows until they end; which links were used in one sealed text of the exchange; and who has looked in the sealed plans of all, which the next start
 * seals (`reseal.ts`).
 */
export class SignIns extends Migration {
  override up(): void {
    this.addSql(`alter table participant add column session_version varchar(60) not null default ''`)
    this.addSql(`update participant set session_version = 'old ' || gen_random_uuid()`)
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
    this.addSql(`
      update draw set sealed_plans = (
        select json_object_agg(giver_id, json_build_object(
          'gift', 'none', 'isCounted', false, 'taken', json_build_array(),
          'look', case when revealed then 'shown' when looked_at is not null then 'hidden' when seen_at is not null then 'earlier' else 'never' end,
          'lookedAt', null, 'before', null))::text
        from "match" where draw_id = draw.id)
      where sealed_plans is null and exists (select 1 from "match" where draw_id = draw.id and seen_at is not null)`)
    // A column that is dropped stays in the rows until they are written anew.
    this.addSql('update "match" set seen_at = null, looked_at = null')
    this.addSql('drop index match_draw_id_seen_at_index')
    this.addSql('alter table "match" drop column seen_at')
    this.addSql('alter table "match" drop column looked_at')
    this.addSql('alter table "match" drop column revealed')
    this.addSql('create index match_draw_id_index on "match" (draw_id)')
  }

  override down(): void {
    this.addSql('drop index match_draw_id_index')
    this.addSql('alter table "match" add column revealed boolean not null default false')
    this.addSql('alter table "match" add column looked_at timestamptz null')
    this.addSql('alter table "match" add column seen_at timestamptz null')
    this.addSql('create index match_draw_id_seen_at_index on "match" (draw_id, seen_at)')
    this.addSql('alter table magic_token add column is_for_everyone boolean not null default false')
    // Nobody knows any more which sessions were ended.
    this.addSql('delete from session where participant_id is not null')
    // Nor which links were used.
    this.addSql(`update magic_token set used_at = coalesce(used_at, created_at) where token_type = 'magic_link'`)
    this.addSql('drop table ended_session')
    this.addSql('alter table exchange drop column sealed_used_links')
    this.addSql('alter table participant drop column session_version')
  }
}
