import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Giver and receiver write to each other, sealed, and report what is not all right; and links in e-mails lead to messages, and to the organiser's questions. */
export class Messages extends Migration {
  override up(): void {
    this.addSql('alter table exchange add column messages integer not null default true')
    this.addSql('alter table exchange add column messages_announced_at datetime null')
    this.addSql('alter table draw add column sealed_marks text null')
    this.addSql('alter table draw add column repairs integer not null default 0')
    // A table that is kept in the order of its random identifiers doesn't tell in which order messages were written.
    this.addSql(
      oneLine(`
      create table message (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        tag text not null,
        sealed_text text not null,
        deliver_at datetime not null,
        constraint message_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      ) without rowid`),
    )
    this.addSql('create index message_exchange_id_deliver_at_index on message (exchange_id, deliver_at)')
    this.addSql('create unique index message_tag_unique on message (tag)')
    this.addSql(
      oneLine(`
      create table message_report (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        tag text not null,
        sealed_text text not null,
        deliver_at datetime not null,
        constraint message_report_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      ) without rowid`),
    )
    this.addSql('create index message_report_exchange_id_deliver_at_index on message_report (exchange_id, deliver_at)')
    this.addSql('create unique index message_report_tag_unique on message_report (tag)')
    this.replaceDestination(['dashboard', 'match', 'gift ideas', 'messages', 'questions'])
  }

  override down(): void {
    this.addSql(`update magic_token set destination = 'dashboard' where destination in ('messages', 'questions')`)
    this.replaceDestination(['dashboard', 'match', 'gift ideas'])
    this.addSql('drop table message_report')
    this.addSql('drop table message')
    this.addSql('alter table draw drop column repairs')
    this.addSql('alter table draw drop column sealed_marks')
    this.addSql('alter table exchange drop column messages_announced_at')
    this.addSql('alter table exchange drop column messages')
  }

  /** SQLite can't change the check of a column, so another one takes its place. */
  private replaceDestination(destinations: string[]): void {
    const list = destinations.map((destination) => `'${destination}'`).join(', ')
    this.addSql(`alter table magic_token add column leads_to text check (leads_to in (${list})) not null default 'dashboard'`)
    this.addSql('update magic_token set leads_to = destination')
    this.addSql('alter table magic_token drop column destination')
    this.addSql('alter table magic_token rename column leads_to to destination')
  }
}
