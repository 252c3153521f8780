import { Migration } from '@mikro-orm/migrations'

/** Every table, as SQLite has them after its migrations up to 2026-11-26-counts. */
export class Initial extends Migration {
  override up(): void {
    this.addSql(`
      create table admin (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        "only" int not null default 1,
        email varchar(254) not null,
        password_hash varchar(255) not null,
        constraint admin_only_unique unique ("only"),
        constraint admin_only_check check ("only" = 1)
      )`)

    this.addSql(`
      create table exchange (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        slug varchar(32) not null,
        name varchar(255) not null,
        description text not null,
        budget varchar(100) not null,
        max_participants int null,
        registration_close_date varchar(10) not null,
        exchange_date varchar(10) not null,
        timezone varchar(64) not null,
        match_in_email boolean not null,
        state text not null,
        draw_id text null,
        draw_method varchar(40) null,
        draw_is_circle boolean null,
        draw_is_uniform boolean null,
        completed_at timestamptz null,
        constraint exchange_slug_unique unique (slug),
        constraint exchange_dates_check check (exchange_date > registration_close_date),
        constraint exchange_max_participants_check check (max_participants is null or max_participants >= 3),
        constraint exchange_draw_id_check check ((draw_id is not null) = (state in ('matched','completed'))),
        constraint exchange_completed_at_check check ((completed_at is not null) = (state = 'completed')),
        constraint exchange_state_check check (state in ('draft', 'registration_open', 'registration_closed', 'matched', 'completed'))
      )`)

    this.addSql(`
      create table exclusion_rule (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        kind text not null,
        earlier_exchange_id text null,
        constraint exclusion_rule_earlier_exchange_check check ((kind = 'history') = (earlier_exchange_id is not null)),
        constraint exclusion_rule_kind_check check (kind in ('exclusion', 'one_way', 'history')),
        constraint exclusion_rule_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint exclusion_rule_earlier_exchange_id_foreign foreign key (earlier_exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index exclusion_rule_exchange_id_index on exclusion_rule (exchange_id)')
    this.addSql('create index exclusion_rule_earlier_exchange_id_index on exclusion_rule (earlier_exchange_id)')

    this.addSql(`
      create table household (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        constraint household_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index household_exchange_id_index on household (exchange_id)')

    this.addSql(`
      create table notification_preference (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        new_registration boolean not null,
        withdrawal boolean not null,
        draw_done boolean not null,
        mail_failing boolean not null,
        purge_coming boolean not null,
        reminder_days varchar(40) not null default '7,1',
        constraint notification_preference_exchange_id_unique unique (exchange_id),
        constraint notification_preference_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)

    this.addSql(`
      create table outgoing_email (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text null,
        kind varchar(40) not null,
        recipient varchar(254) not null,
        deduplication_key varchar(120) not null,
        sealed_content text null,
        priority int not null,
        state text not null default 'queued',
        attempts int not null default 0,
        due_at timestamptz not null,
        give_up_at timestamptz not null,
        expires_at timestamptz null,
        lease_id text null,
        leased_until timestamptz null,
        sent_at timestamptz null,
        last_error varchar(255) null,
        constraint outgoing_email_deduplication_key_unique unique (deduplication_key),
        constraint outgoing_email_state_check check (state in ('queued', 'sent', 'given_up', 'expired')),
        constraint outgoing_email_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index outgoing_email_exchange_id_index on outgoing_email (exchange_id)')
    this.addSql('create index outgoing_email_state_priority_due_at_index on outgoing_email (state, priority, due_at)')
    this.addSql('create index outgoing_email_state_expires_at_index on outgoing_email (state, expires_at)')

    this.addSql(`
      create table participant (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        household_id text null,
        name varchar(255) not null,
        email varchar(254) not null,
        gift_ideas text not null,
        reminder_enabled boolean not null,
        confirmed_at timestamptz null,
        withdrawn_at timestamptz null,
        constraint participant_exchange_id_email_unique unique (exchange_id, email),
        constraint participant_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint participant_household_id_foreign foreign key (household_id) references household (id) on update restrict on delete restrict
      )`)
    this.addSql('create index participant_household_id_index on participant (household_id)')
    this.addSql('create index participant_email_index on participant (email)')
    this.addSql('create index participant_exchange_id_withdrawn_at_index on participant (exchange_id, withdrawn_at)')

    this.addSql(`
      create table notice (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        participant_id text null,
        event text not null,
        constraint notice_event_check check (event in ('new registration', 'withdrawal', 'draw done')),
        constraint notice_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint notice_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index notice_exchange_id_index on notice (exchange_id)')
    this.addSql('create index notice_participant_id_index on notice (participant_id)')

    this.addSql(`
      create table "match" (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        giver_id text not null,
        sealed_receiver varchar(255) not null,
        revealed boolean not null default false,
        seen_at timestamptz null,
        looked_at timestamptz null,
        constraint match_giver_id_unique unique (giver_id),
        constraint match_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint match_giver_id_foreign foreign key (giver_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index match_exchange_id_seen_at_index on "match" (exchange_id, seen_at)')

    this.addSql(`
      create table magic_token (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        token_type text not null,
        token_hash varchar(64) not null,
        participant_id text null,
        exchange_id text null,
        requester_hash varchar(64) null,
        expires_at timestamptz not null,
        used_at timestamptz null,
        constraint magic_token_token_hash_unique unique (token_hash),
        constraint magic_token_type_check check ((token_type = 'magic_link' and participant_id is not null and exchange_id is not null) or (token_type = 'password_reset' and participant_id is null and exchange_id is null)),
        constraint magic_token_token_type_check check (token_type in ('magic_link', 'password_reset')),
        constraint magic_token_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict,
        constraint magic_token_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`)
    this.addSql('create index magic_token_participant_id_index on magic_token (participant_id)')
    this.addSql('create index magic_token_exchange_id_index on magic_token (exchange_id)')
    this.addSql('create index magic_token_expires_at_index on magic_token (expires_at)')

    this.addSql(`
      create table exclusion_rule_member (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        rule_id text not null,
        participant_id text not null,
        position int not null,
        constraint exclusion_rule_member_rule_id_participant_id_unique unique (rule_id, participant_id),
        constraint exclusion_rule_member_rule_id_foreign foreign key (rule_id) references exclusion_rule (id) on update restrict on delete restrict,
        constraint exclusion_rule_member_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index exclusion_rule_member_participant_id_index on exclusion_rule_member (participant_id)')

    this.addSql(`
      create table draw_repair (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        cause text not null,
        participant_id text null,
        rule_id text null,
        sealed_draw_before text not null,
        constraint draw_repair_exchange_id_unique unique (exchange_id),
        constraint draw_repair_cause_check check (cause in ('left', 'joined', 'rule')),
        constraint draw_repair_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint draw_repair_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index draw_repair_participant_id_index on draw_repair (participant_id)')

    this.addSql(`
      create table rate_limit (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        key varchar(64) not null,
        at timestamptz not null
      )`)
    this.addSql('create index rate_limit_key_at_index on rate_limit (key, at)')
    this.addSql('create index rate_limit_at_index on rate_limit (at)')

    this.addSql(`
      create table session (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        token_hash varchar(64) not null,
        admin_id text null,
        participant_id text null,
        expires_at timestamptz not null,
        ends_at timestamptz not null,
        password_at timestamptz null,
        user_agent varchar(255) not null,
        constraint session_token_hash_unique unique (token_hash),
        constraint session_one_person_check check ((admin_id is null) <> (participant_id is null)),
        constraint session_admin_id_foreign foreign key (admin_id) references admin (id) on update restrict on delete restrict,
        constraint session_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`)
    this.addSql('create index session_admin_id_index on session (admin_id)')
    this.addSql('create index session_participant_id_index on session (participant_id)')
    this.addSql('create index session_expires_at_index on session (expires_at)')
  }

  override down(): void {
    for (const table of [
      'session',
      'rate_limit',
      'draw_repair',
      'exclusion_rule_member',
      'magic_token',
      'match',
      'notice',
      'participant',
      'outgoing_email',
      'notification_preference',
      'household',
      'exclusion_rule',
      'exchange',
      'admin',
    ]) {
      this.addSql(`drop table "${table}"`)
    }
  }
}
