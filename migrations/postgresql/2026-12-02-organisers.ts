import { Migration } from '@mikro-orm/migrations'

const linked = `(token_type = 'magic_link' and participant_id is not null and exchange_id is not null`
const alone = `(token_type = 'password_reset' and participant_id is null and exchange_id is null`
const wishes = 'new_registration, withdrawal, draw_done, mail_failing, purge_coming'

/** There may be several accounts, one of them the owner's; each organises its own exchanges, and chooses what it is told of each. */
export class Organisers extends Migration {
  override up(): void {
    this.addSql('alter table admin add column owner int null, add constraint admin_owner_check check (owner = 1)')
    this.addSql('update admin set owner = 1')
    this.addSql('alter table admin add column name varchar(255) null')
    this.addSql('alter table admin add column last_signed_in_at timestamptz null')
    this.addSql('alter table admin drop column "only"')
    this.addSql('alter table admin add constraint admin_owner_unique unique (owner)')
    this.addSql('alter table admin add constraint admin_email_unique unique (email)')
    this.addSql('alter table magic_token drop constraint magic_token_type_check')
    this.addSql(
      'alter table magic_token add column account_id text null, add constraint magic_token_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict',
    )
    this.addSql('create index magic_token_account_id_index on magic_token (account_id)')
    this.addSql(`update magic_token set account_id = (select id from admin) where token_type = 'password_reset'`)
    this.addSql(
      `alter table magic_token add constraint magic_token_type_check check (${linked} and account_id is null) or ${alone} and account_id is not null))`,
    )
    this.addSql(
      `
      create table organiser (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        account_id text not null,
        new_registration boolean not null default true,
        withdrawal boolean not null default true,
        draw_done boolean not null default true,
        mail_failing boolean not null default true,
        purge_coming boolean not null default true,
        constraint organiser_exchange_id_account_id_unique unique (exchange_id, account_id),
        constraint organiser_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint organiser_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict
      )`,
    )
    this.addSql('create index organiser_account_id_index on organiser (account_id)')
    // The one who organises an exchange goes by the identifier of the exchange.
    this.addSql(
      `
      insert into organiser (id, created_at, updated_at, exchange_id, account_id, ${wishes})
      select e.id, e.created_at, e.updated_at, e.id, a.id, ${wishes
        .split(', ')
        .map((wish) => `coalesce(n.${wish}, true)`)
        .join(', ')}
        from exchange e cross join admin a left join notification_preference n on n.exchange_id = e.id`,
    )
    this.addSql(`alter table exchange add column reminder_days varchar(40) not null default '7,1'`)
    this.addSql(`update exchange set reminder_days = coalesce((select reminder_days from notification_preference n where n.exchange_id = exchange.id), '7,1')`)
    this.addSql('drop table notification_preference')
    this.addSql(`
      create table organiser_invitation (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        email varchar(254) not null,
        token_hash varchar(64) null,
        expires_at timestamptz not null,
        exchange_id text null,
        inviter_id text not null,
        constraint organiser_invitation_token_hash_unique unique (token_hash),
        constraint organiser_invitation_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint organiser_invitation_inviter_id_foreign foreign key (inviter_id) references admin (id) on update restrict on delete restrict
      )`)
    this.addSql('create index organiser_invitation_exchange_id_index on organiser_invitation (exchange_id)')
    this.addSql('create index organiser_invitation_inviter_id_index on organiser_invitation (inviter_id)')
  }

  /** Possible as long as there is one account. */
  override down(): void {
    this.addSql(
      `
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
      )`,
    )
    this.addSql(
      `
      insert into notification_preference (id, created_at, updated_at, exchange_id, ${wishes}, reminder_days)
      select o.id, o.created_at, o.updated_at, o.exchange_id, ${wishes}, e.reminder_days from organiser o join exchange e on e.id = o.exchange_id`,
    )
    this.addSql('drop table organiser_invitation')
    this.addSql('drop table organiser')
    this.addSql('alter table exchange drop column reminder_days')
    this.addSql('alter table magic_token drop constraint magic_token_type_check')
    this.addSql('drop index magic_token_account_id_index')
    this.addSql('alter table magic_token drop column account_id')
    this.addSql(`alter table magic_token add constraint magic_token_type_check check (${linked}) or ${alone}))`)
    this.addSql('alter table admin drop constraint admin_email_unique')
    this.addSql('alter table admin drop column owner')
    this.addSql('alter table admin drop column name')
    this.addSql('alter table admin drop column last_signed_in_at')
    this.addSql('alter table admin add column "only" int not null default 1, add constraint admin_only_check check ("only" = 1)')
    this.addSql('alter table admin add constraint admin_only_unique unique ("only")')
  }
}
