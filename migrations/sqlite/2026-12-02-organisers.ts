import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

const linked = `(token_type = 'magic_link' and participant_id is not null and exchange_id is not null`
const alone = `(token_type = 'password_reset' and participant_id is null and exchange_id is null`
const wishes = 'new_registration, withdrawal, draw_done, mail_failing, purge_coming'

/** There may be several accounts, one of them the owner's; each organises its own exchanges, and chooses what it is told of each. */
export class Organisers extends Migration {
  override up(): void {
    this.addSql('drop index admin_only_unique')
    this.addSql('alter table admin drop constraint admin_only_check')
    this.addSql('alter table admin add column owner integer null constraint admin_owner_check check (owner = 1)')
    this.addSql('update admin set owner = 1')
    this.addSql('alter table admin add column name text null')
    this.addSql('alter table admin add column last_signed_in_at datetime null')
    this.addSql('alter table admin drop column only')
    this.addSql('create unique index admin_owner_unique on admin (owner)')
    this.addSql('create unique index admin_email_unique on admin (email)')
    this.addSql('alter table magic_token drop constraint magic_token_type_check')
    this.addSql(
      'alter table magic_token add column account_id text null constraint magic_token_account_id_foreign references admin (id) on update restrict on delete restrict',
    )
    this.addSql('create index magic_token_account_id_index on magic_token (account_id)')
    this.addSql(`update magic_token set account_id = (select id from admin) where token_type = 'password_reset'`)
    this.addSql(
      `alter table magic_token add constraint magic_token_type_check check (${linked} and account_id is null) or ${alone} and account_id is not null))`,
    )
    this.addSql(
      oneLine(`
      create table organiser (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        account_id text not null,
        new_registration integer not null default true,
        withdrawal integer not null default true,
        draw_done integer not null default true,
        mail_failing integer not null default true,
        purge_coming integer not null default true,
        constraint organiser_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint organiser_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index organiser_account_id_index on organiser (account_id)')
    this.addSql('create unique index organiser_exchange_id_account_id_unique on organiser (exchange_id, account_id)')
    // The one who organises an exchange goes by the identifier of the exchange.
    this.addSql(
      oneLine(`
      insert into organiser (id, created_at, updated_at, exchange_id, account_id, ${wishes})
      select e.id, e.created_at, e.updated_at, e.id, a.id, ${wishes
        .split(', ')
        .map((wish) => `coalesce(n.${wish}, true)`)
        .join(', ')}
        from exchange e cross join admin a left join notification_preference n on n.exchange_id = e.id`),
    )
    this.addSql(`alter table exchange add column reminder_days text not null default '7,1'`)
    this.addSql(`update exchange set reminder_days = coalesce((select reminder_days from notification_preference n where n.exchange_id = exchange.id), '7,1')`)
    this.addSql('drop table notification_preference')
    this.addSql(
      oneLine(`
      create table organiser_invitation (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        email text not null,
        token_hash text null,
        expires_at datetime not null,
        exchange_id text null,
        inviter_id text not null,
        constraint organiser_invitation_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint organiser_invitation_inviter_id_foreign foreign key (inviter_id) references admin (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index organiser_invitation_token_hash_unique on organiser_invitation (token_hash)')
    this.addSql('create index organiser_invitation_exchange_id_index on organiser_invitation (exchange_id)')
    this.addSql('create index organiser_invitation_inviter_id_index on organiser_invitation (inviter_id)')
  }

  /** Possible as long as there is one account. */
  override down(): void {
    this.addSql(
      oneLine(`
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
        reminder_days text not null default '7,1',
        constraint notification_preference_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index notification_preference_exchange_id_unique on notification_preference (exchange_id)')
    this.addSql(
      oneLine(`
      insert into notification_preference (id, created_at, updated_at, exchange_id, ${wishes}, reminder_days)
      select o.id, o.created_at, o.updated_at, o.exchange_id, ${wishes}, e.reminder_days from organiser o join exchange e on e.id = o.exchange_id`),
    )
    this.addSql('drop table organiser_invitation')
    this.addSql('drop table organiser')
    this.addSql('alter table exchange drop column reminder_days')
    this.addSql('alter table magic_token drop constraint magic_token_type_check')
    this.addSql('drop index magic_token_account_id_index')
    this.addSql('alter table magic_token drop column account_id')
    this.addSql(`alter table magic_token add constraint magic_token_type_check check (${linked}) or ${alone}))`)
    this.addSql('drop index admin_email_unique')
    this.addSql('drop index admin_owner_unique')
    this.addSql('alter table admin drop column owner')
    this.addSql('alter table admin drop column name')
    this.addSql('alter table admin drop column last_signed_in_at')
    this.addSql('alter table admin add column only integer not null default 1 constraint admin_only_check check (only = 1)')
    this.addSql('create unique index admin_only_unique on admin (only)')
  }
}
