import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Registration may close on the day of the gifts itself. SQLite changes a constraint only with its table. */
export class SameDay extends Migration {
  override up(): void {
    this.rebuild('exchange_date >= registration_close_date')
  }

  override down(): void {
    this.addSql(`update exchange set registration_close_date = date(exchange_date, '-1 day') where exchange_date = registration_close_date`)
    this.rebuild('exchange_date > registration_close_date')
  }

  private rebuild(dates: string): void {
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
        state text check (state in ('draft', 'registration_open', 'registration_closed', 'matched', 'completed')) not null,
        draw_id text null,
        draw_method text null,
        draw_is_circle integer null,
        draw_is_uniform integer null,
        completed_at datetime null constraint exchange_completed_at_check check ((completed_at is not null) = (state = 'completed')),
        constraint exchange_dates_check check (${dates}),
        constraint exchange_max_participants_check check (max_participants is null or max_participants >= 3),
        constraint exchange_draw_id_check check ((draw_id is not null) = (state in ('matched','completed')))
      )`),
    )
    const columns = `id, created_at, updated_at, slug, name, description, budget, max_participants, registration_close_date, exchange_date, timezone,
      match_in_email, state, draw_id, draw_method, draw_is_circle, draw_is_uniform, completed_at`
    this.addSql(`insert into exchange_new (${columns}) select ${columns} from exchange`)
    this.addSql('drop table exchange')
    this.addSql('alter table exchange_new rename to exchange')
    this.addSql('create unique index exchange_slug_unique on exchange (slug)')
  }
}
