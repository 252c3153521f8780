import { Migration } from '@mikro-orm/migrations'

/** E-mails are composed when they go out, for a participant who may have another address by then; each transport has a pace. */
export class Outbox extends Migration {
  override up(): void {
    this.addSql('alter table outgoing_email add column participant_id text null')
    this.addSql('alter table outgoing_email add column sealed_parameters text null')
    this.addSql(
      'alter table outgoing_email add constraint outgoing_email_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict',
    )
    this.addSql('create index outgoing_email_participant_id_index on outgoing_email (participant_id)')
    // The organiser may take part under the same address, and what goes to the organiser is nobody's but the organiser's.
    this.addSql(`
      update outgoing_email o set participant_id = p.id from participant p
       where p.exchange_id = o.exchange_id and p.email = o.recipient and o.kind not in ('new registration', 'withdrawal', 'draw done', 'mail failing', 'purge coming')`)
    this.addSql(`
      create table transport_state (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        name varchar(40) not null,
        "interval" int not null default 0,
        next_at timestamptz not null,
        paused_until timestamptz null,
        trouble text null,
        failures int not null default 0,
        since timestamptz null,
        failed_at timestamptz null,
        reason varchar(255) null,
        constraint transport_state_name_unique unique (name),
        constraint transport_state_trouble_check check (trouble in ('unreachable', 'limit'))
      )`)
  }

  override down(): void {
    this.addSql('drop table transport_state')
    // What was not composed yet can't be told to the version before.
    this.addSql("delete from outgoing_email where sealed_content is null and state in ('queued', 'given_up')")
    for (const column of ['sealed_parameters', 'participant_id']) this.addSql(`alter table outgoing_email drop column ${column}`)
  }
}
