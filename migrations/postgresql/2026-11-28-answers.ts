import { Migration } from '@mikro-orm/migrations'

/** Answers reach the organiser, whoever was added can decline, and an address can be left alone for good. */
export class Answers extends Migration {
  override up(): void {
    // Whoever made an exchange before was never asked whether people may see the own address.
    this.addSql('alter table exchange add column reply_to boolean not null default false')
    this.addSql('alter table participant add column added_by_organiser boolean not null default false')
    this.addSql('alter table participant add column wants_out_at timestamptz null')
    // Nobody waited for the first e-mail to somebody who was added, and so it had another priority than that to somebody who registered.
    const firstEmail = `select 1 from outgoing_email o
        where o.exchange_id = participant.exchange_id and o.recipient = participant.email and o.kind = 'registration confirmation'`
    this.addSql(
      `update participant set added_by_organiser = true where exists (${firstEmail} and o.priority = 5) and not exists (${firstEmail} and o.priority = 0)`,
    )
    this.addSql(`
      create table blocked_address (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        address_hash varchar(43) not null,
        constraint blocked_address_address_hash_unique unique (address_hash)
      )`)
    this.allowNotices(`'new registration', 'withdrawal', 'declined', 'wants out', 'draw done'`)
  }

  /** What the version before can't tell the organiser is told as far as it can, or not at all. Addresses that were to be left alone are forgotten. */
  override down(): void {
    this.addSql(`update notice set event = 'withdrawal' where event = 'declined'`)
    this.addSql(`delete from notice where event = 'wants out'`)
    this.allowNotices(`'new registration', 'withdrawal', 'draw done'`)
    this.addSql('drop table blocked_address')
    this.addSql('alter table participant drop column wants_out_at')
    this.addSql('alter table participant drop column added_by_organiser')
    this.addSql('alter table exchange drop column reply_to')
  }

  private allowNotices(events: string): void {
    this.addSql('alter table notice drop constraint notice_event_check')
    this.addSql(`alter table notice add constraint notice_event_check check (event in (${events}))`)
  }
}
