import { Migration } from '@mikro-orm/migrations'

/** A draw is a row, and matches belong to it; its identifier stays what matches were sealed for. A draw that is under way or failed is a row too. */
export class Draws extends Migration {
  override up(): void {
    this.addSql(`
      create table draw (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        method varchar(40) not null,
        is_circle boolean null,
        is_uniform boolean not null,
        constraint draw_exchange_id_unique unique (exchange_id),
        constraint draw_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql(`
      insert into draw (id, created_at, updated_at, exchange_id, method, is_circle, is_uniform)
      select draw_id, coalesce((select min(created_at) from "match" where exchange_id = exchange.id), updated_at), updated_at, id, draw_method, draw_is_circle,
             coalesce(draw_is_uniform, false)
        from exchange where draw_id is not null`)
    this.moveMatches('exchange', 'draw', 'select draw_id from exchange where id = "match".exchange_id')
    this.addSql('alter table exchange drop constraint exchange_draw_id_check')
    this.addSql('alter table exchange drop column draw_id, drop column draw_method, drop column draw_is_circle, drop column draw_is_uniform')
    this.addSql(`
      create table draw_attempt (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        refusal text null,
        constraint draw_attempt_exchange_id_unique unique (exchange_id),
        constraint draw_attempt_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
  }

  override down(): void {
    this.addSql('drop table draw_attempt')
    this.addSql('alter table exchange add column draw_id text null, add column draw_method varchar(40) null')
    this.addSql('alter table exchange add column draw_is_circle boolean null, add column draw_is_uniform boolean null')
    this.addSql(`
      update exchange set draw_id = draw.id, draw_method = method, draw_is_circle = is_circle, draw_is_uniform = is_uniform
        from draw where draw.exchange_id = exchange.id`)
    this.addSql(`alter table exchange add constraint exchange_draw_id_check check ((draw_id is not null) = (state in ('matched','completed')))`)
    this.moveMatches('draw', 'exchange', 'select exchange_id from draw where id = "match".draw_id')
    this.addSql('drop table draw')
  }

  private moveMatches(from: string, to: string, which: string): void {
    this.addSql(`alter table "match" add column ${to}_id text null`)
    this.addSql(`update "match" set ${to}_id = (${which})`)
    this.addSql(`alter table "match" alter column ${to}_id set not null`)
    this.addSql(`alter table "match" add constraint match_${to}_id_foreign foreign key (${to}_id) references ${to} (id) on update restrict on delete restrict`)
    this.addSql(`create index match_${to}_id_seen_at_index on "match" (${to}_id, seen_at)`)
    // Its index and its reference go with it.
    this.addSql(`alter table "match" drop column ${from}_id`)
  }
}
