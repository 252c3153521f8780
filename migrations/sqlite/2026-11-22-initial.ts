import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Every table of the first version. */
export class Initial extends Migration {
  override up(): void {
    this.createTable(`
      create table admin (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        only integer not null default 1,
        email text not null,
        password_hash text not null,
        constraint admin_only_check check (only = 1)
      )`)
    this.addSql('create unique index admin_only_unique on admin (only)')

    this.createTable(`
      create table exchange (
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
        constraint exchange_dates_check check (exchange_date > registration_close_date),
        constraint exchange_max_participants_check check (max_participants is null or max_participants >= 3),
        constraint exchange_draw_id_check check ((draw_id is not null) = (state in ('matched','completed')))
      )`)
    this.addSql('create unique index exchange_slug_unique on exchange (slug)')

    this.createTable(`
      create table household (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        constraint household_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index household_exchange_id_index on household (exchange_id)')

    this.createTable(`
      create table notification_preference (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        new_registration integer not null,
        withdrawal integer not null,
        draw_done integer not null,
        mail_failing integer not null,
        purge_coming integer not null,
        constraint notification_preference_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create unique index notification_preference_exchange_id_unique on notification_preference (exchange_id)')

    this.createTable(`
      create table outgoing_email (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text null,
        kind text not null,
        recipient text not null,
        deduplication_key text not null,
        sealed_content text null,
        priority integer not null,
        state text check (state in ('queued', 'sent', 'given_up', 'expired')) not null default 'queued',
        attempts integer not null default 0,
        due_at datetime not null,
        give_up_at datetime not null,
        expires_at datetime null,
        lease_id text null,
        leased_until datetime null,
        sent_at datetime null,
        last_error text null,
        constraint outgoing_email_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index outgoing_email_exchange_id_index on outgoing_email (exchange_id)')
    this.addSql('create unique index outgoing_email_deduplication_key_unique on outgoing_email (deduplication_key)')
    this.addSql('create index outgoing_email_state_due_at_index on outgoing_email (state, due_at)')

    this.createTable(`
      create table participant (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        household_id text null,
        name text not null,
        email text not null,
        gift_ideas text not null,
        reminder_enabled integer not null,
        confirmed_at datetime null,
        withdrawn_at datetime null,
        constraint participant_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint participant_household_id_foreign foreign key (household_id) references household (id) on update restrict on delete restrict
      )`)
    this.addSql('create index participant_household_id_index on participant (household_id)')
    this.addSql('create unique index participant_exchange_id_email_unique on participant (exchange_id, email)')

    this.createTable(`
      create table "match" (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        giver_id text not null,
        sealed_receiver text not null,
        revealed integer not null default false,
        seen_at datetime null,
        constraint match_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint match_giver_id_foreign foreign key (giver_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index match_exchange_id_index on "match" (exchange_id)')
    this.addSql('create unique index match_giver_id_unique on "match" (giver_id)')

    this.createTable(`
      create table magic_token (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        token_type text check (token_type in ('magic_link', 'password_reset')) not null,
        token_hash text not null,
        participant_id text null,
        exchange_id text null,
        requester_hash text null,
        expires_at datetime not null,
        used_at datetime null,
        constraint magic_token_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict,
        constraint magic_token_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint magic_token_type_check check ((token_type = 'magic_link' and participant_id is not null and exchange_id is not null) or (token_type = 'password_reset' and participant_id is null and exchange_id is null))
      )`)
    this.addSql('create unique index magic_token_token_hash_unique on magic_token (token_hash)')
    this.addSql('create index magic_token_participant_id_index on magic_token (participant_id)')
    this.addSql('create index magic_token_exchange_id_index on magic_token (exchange_id)')
    this.addSql('create index magic_token_expires_at_index on magic_token (expires_at)')

    this.createTable(`
      create table exclusion_rule (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        giver_id text not null,
        receiver_id text not null,
        kind text check (kind in ('exclusion', 'one_way')) not null,
        constraint exclusion_rule_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint exclusion_rule_giver_id_foreign foreign key (giver_id) references participant (id) on update restrict on delete restrict,
        constraint exclusion_rule_receiver_id_foreign foreign key (receiver_id) references participant (id) on update restrict on delete restrict,
        constraint exclusion_rule_two_people_check check (giver_id <> receiver_id)
      )`)
    this.addSql('create index exclusion_rule_giver_id_index on exclusion_rule (giver_id)')
    this.addSql('create index exclusion_rule_receiver_id_index on exclusion_rule (receiver_id)')
    this.addSql('create unique index exclusion_rule_exchange_id_giver_id_receiver_id_unique on exclusion_rule (exchange_id, giver_id, receiver_id)')

    this.createTable(`
      create table rate_limit (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        key text not null,
        at datetime not null
      )`)
    this.addSql('create index rate_limit_key_at_index on rate_limit (key, at)')
    this.addSql('create index rate_limit_at_index on rate_limit (at)')

    this.createTable(`
      create table session (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        token_hash text not null,
        admin_id text null,
        participant_id text null,
        expires_at datetime not null,
        ends_at datetime not null,
        password_at datetime null,
        user_agent text not null,
        constraint session_admin_id_foreign foreign key (admin_id) references admin (id) on update restrict on delete restrict,
        constraint session_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict,
        constraint session_one_person_check check ((admin_id is null) <> (participant_id is null))
      )`)
    this.addSql('create unique index session_token_hash_unique on session (token_hash)')
    this.addSql('create index session_admin_id_index on session (admin_id)')
    this.addSql('create index session_participant_id_index on session (participant_id)')
    this.addSql('create index session_expires_at_index on session (expires_at)')
  }

  override down(): void {
    for (const table of [
      'session',
      'rate_limit',
      'exclusion_rule',
      'magic_token',
      'match',
      'participant',
      'outgoing_email',
      'notification_preference',
      'household',
      'exchange',
      'admin',
    ]) {
      this.addSql(`drop table "${table}"`)
    }
  }

  private createTable(statement: string): void {
    this.addSql(oneLine(statement))
  }
}
