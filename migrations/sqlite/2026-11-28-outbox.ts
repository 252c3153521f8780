import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** E-mails are composed when they go out, for a participant who may have another address by then; each transport has a pace. */
export class Outbox extends Migration {
  override up(): void {
    this.addSql(
      'alter table outgoing_email add column participant_id text null constraint outgoing_email_participant_id_foreign references participant (id) on update restrict on delete restrict',
    )
    this.addSql('alter table outgoing_email add column sealed_parameters text null')
    this.addSql('create index outgoing_email_participant_id_index on outgoing_email (participant_id)')
    // The organiser may take part under the same address, and what goes to the organiser is nobody's but the organiser's.
    this.addSql(
      oneLine(`
      update outgoing_email
         set participant_id = (select id from participant p where p.exchange_id = outgoing_email.exchange_id and p.email = outgoing_email.recipient)
       where exchange_id is not null and kind not in ('new registration', 'withdrawal', 'draw done', 'mail failing', 'purge coming')`),
    )
    this.addSql(
      oneLine(`
      create table transport_state (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        name text not null,
        interval integer not null default 0,
        next_at datetime not null,
        paused_until datetime null,
        trouble text check (trouble in ('unreachable', 'limit')) null,
        failures integer not null default 0,
        since datetime null,
        failed_at datetime null,
        reason text null
      )`),
    )
    this.addSql('create unique index transport_state_name_unique on transport_state (name)')
  }

  override down(): void {
    this.addSql('drop table transport_state')
    this.addSql('drop index outgoing_email_participant_id_index')
    // What was not composed yet can't be told to the version before.
    this.addSql("delete from outgoing_email where sealed_content is null and state in ('queued', 'given_up')")
    for (const column of ['sealed_parameters', 'participant_id']) this.addSql(`alter table outgoing_email drop column ${column}`)
  }
}
