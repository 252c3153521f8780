import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** An exchange knows when it was completed and how long before it people are reminded; news for the admin are gathered. */
export class Clock extends Migration {
  override up(): void {
    // The new column must hold from its first moment, so whatever is completed steps back meanwhile. It was last changed when it was completed.
    this.addSql(`create table completed_before as select id, updated_at from exchange where state = 'completed'`)
    this.addSql(`update exchange set state = 'matched' where state = 'completed'`)
    this.addSql(
      `alter table exchange add column completed_at datetime null constraint exchange_completed_at_check check ((completed_at is not null) = (state = 'completed'))`,
    )
    this.addSql(
      `update exchange set state = 'completed', completed_at = (select c.updated_at from completed_before c where c.id = exchange.id)
        where id in (select id from completed_before)`,
    )
    this.addSql('drop table completed_before')
    this.addSql(`alter table notification_preference add column reminder_days text not null default '7,1'`)
    this.addSql(
      oneLine(`
      create table notice (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        participant_id text null,
        event text check (event in ('new registration', 'withdrawal', 'draw done')) not null,
        constraint notice_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint notice_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index notice_exchange_id_index on notice (exchange_id)')
    this.addSql('create index notice_participant_id_index on notice (participant_id)')
  }

  override down(): void {
    this.addSql('drop table notice')
    this.addSql('alter table notification_preference drop column reminder_days')
    this.addSql('alter table exchange drop column completed_at')
  }
}
