import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

const details = `id, created_at, updated_at, slug, name, description, budget, max_participants, registration_close_date, exchange_date, timezone,
  match_in_email, reply_to, state, completed_at`
const ofDraw = 'draw_id, draw_method, draw_is_circle, draw_is_uniform'
const matched = 'id, created_at, updated_at, giver_id, sealed_receiver, revealed, seen_at, looked_at'

/** A draw is a row, and matches belong to it; its identifier stays what matches were sealed for. A draw that is under way or failed is a row too. */
export class Draws extends Migration {
  override up(): void {
    this.addSql(
      oneLine(`
      create table draw (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        method text not null,
        is_circle integer null,
        is_uniform integer not null,
        constraint draw_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql(
      oneLine(`
      insert into draw (id, created_at, updated_at, exchange_id, method, is_circle, is_uniform)
      select draw_id, coalesce((select min(created_at) from "match" where exchange_id = exchange.id), updated_at), updated_at, id, draw_method, draw_is_circle,
             coalesce(draw_is_uniform, 0)
        from exchange where draw_id is not null`),
    )
    this.addSql('create unique index draw_exchange_id_unique on draw (exchange_id)')
    this.rebuildMatches('draw', 'select draw_id from exchange where id = "match".exchange_id')
    this.rebuildExchanges([], '')
    this.addSql(
      oneLine(`
      create table draw_attempt (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        refusal text null,
        constraint draw_attempt_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index draw_attempt_exchange_id_unique on draw_attempt (exchange_id)')
  }

  override down(): void {
    this.addSql('drop table draw_attempt')
    const checks = `, constraint exchange_draw_id_check check ((draw_id is not null) = (state in ('matched','completed')))`
    const columns = ['draw_id text null', 'draw_method text null', 'draw_is_circle integer null', 'draw_is_uniform integer null']
    this.rebuildExchanges(
      columns,
      checks,
      ['id', 'method', 'is_circle', 'is_uniform'].map((column) => `(select ${column} from draw where exchange_id = exchange.id)`),
    )
    this.rebuildMatches('exchange', 'select exchange_id from draw where id = "match".draw_id')
    this.addSql('drop table draw')
  }

  private rebuildMatches(owner: 'draw' | 'exchange', which: string): void {
    this.addSql(
      oneLine(`
      create table match_new (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        ${owner}_id text not null,
        giver_id text not null,
        sealed_receiver text not null,
        revealed integer not null default false,
        seen_at datetime null,
        looked_at datetime null,
        constraint match_${owner}_id_foreign foreign key (${owner}_id) references ${owner} (id) on update restrict on delete restrict,
        constraint match_giver_id_foreign foreign key (giver_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    // In the order of the rows before, which tells nothing.
    this.addSql(`insert into match_new (${matched}, ${owner}_id) select ${matched}, (${which}) from "match" order by rowid`)
    this.addSql('drop table "match"')
    this.addSql('alter table match_new rename to "match"')
    this.addSql(`create index match_${owner}_id_seen_at_index on "match" (${owner}_id, seen_at)`)
    this.addSql('create unique index match_giver_id_unique on "match" (giver_id)')
  }

  private rebuildExchanges(columns: string[], checks: string, values: string[] = []): void {
    this.addSql(
      oneLine(`
      create table exchange_new (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        slug text not null,
        name text not null,
        description text not null,
        budget text not null,
        max_participants integer null,
        registration_close_date text not null,
        exchange_date text not null,
        timezone text not null,
        match_in_email integer not null,
        reply_to integer not null default false,
        state text check (state in ('draft', 'registration_open', 'registration_closed', 'matched', 'completed')) not null,
        ${columns.map((column) => `${column},`).join(' ')}
        completed_at datetime null constraint exchange_completed_at_check check ((completed_at is not null) = (state = 'completed')),
        constraint exchange_dates_check check (exchange_date >= registration_close_date),
        constraint exchange_max_participants_check check (max_participants is null or max_participants >= 3)
        ${checks}
      )`),
    )
    const [into, from] = columns.length === 0 ? [details, details] : [`${details}, ${ofDraw}`, `${details}, ${values.join(', ')}`]
    this.addSql(`insert into exchange_new (${into}) select ${from} from exchange`)
    this.addSql('drop table exchange')
    this.addSql('alter table exchange_new rename to exchange')
    this.addSql('create unique index exchange_slug_unique on exchange (slug)')
  }
}
