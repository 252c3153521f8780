import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

const notice = (events: string) =>
  oneLine(`
      create table notice_new (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        participant_id text null,
        event text check (event in (${events})) not null,
        constraint notice_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint notice_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`)

/** Answers reach the organiser, whoever was added can decline, and an address can be left alone for good. */
export class Answers extends Migration {
  override up(): void {
    // Whoever made an exchange before was never asked whether people may see the own address.
    this.addSql('alter table exchange add column reply_to integer not null default false')
    this.addSql('alter table participant add column added_by_organiser integer not null default false')
    this.addSql('alter table participant add column wants_out_at datetime null')
    // Nobody waited for the first e-mail to somebody who was added, and so it had another priority than that to somebody who registered.
    const firstEmail = `select 1 from outgoing_email o
        where o.exchange_id = participant.exchange_id and o.recipient = participant.email and o.kind = 'registration confirmation'`
    this.addSql(
      `update participant set added_by_organiser = true where exists (${firstEmail} and o.priority = 5) and not exists (${firstEmail} and o.priority = 0)`,
    )
    this.addSql(
      oneLine(`
      create table blocked_address (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        address_hash text not null
      )`),
    )
    this.addSql('create unique index blocked_address_address_hash_unique on blocked_address (address_hash)')
    this.rebuildNotices(`'new registration', 'withdrawal', 'declined', 'wants out', 'draw done'`)
  }

  /** What the version before can't tell the organiser is told as far as it can, or not at all. Addresses that were to be left alone are forgotten. */
  override down(): void {
    this.addSql(`update notice set event = 'withdrawal' where event = 'declined'`)
    this.addSql(`delete from notice where event = 'wants out'`)
    this.rebuildNotices(`'new registration', 'withdrawal', 'draw done'`)
    this.addSql('drop table blocked_address')
    this.addSql('alter table participant drop column wants_out_at')
    this.addSql('alter table participant drop column added_by_organiser')
    this.addSql('alter table exchange drop column reply_to')
  }

  private rebuildNotices(events: string): void {
    this.addSql(notice(events))
    this.addSql('insert into notice_new select id, created_at, updated_at, exchange_id, participant_id, event from notice')
    this.addSql('drop table notice')
    this.addSql('alter table notice_new rename to notice')
    this.addSql('create index notice_exchange_id_index on notice (exchange_id)')
    this.addSql('create index notice_participant_id_index on notice (participant_id)')
  }
}
