import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Who gave to whom may outlive an exchange, as may those who want to be invited again. People who joined before were not told that, so it is off for what is under way. */
export class NextYear extends Migration {
  override up(): void {
    this.addSql('alter table exchange add column remember_pairs integer not null default false')
    this.addSql(`update exchange set remember_pairs = true where state = 'draft'`)
    this.addSql('alter table exchange add column again_of text null')
    this.addSql('create index exchange_again_of_index on exchange (again_of)')
    this.addSql('alter table exchange add column surprise_ends_at datetime null')
    this.addSql('alter table participant add column invite_again integer not null default false')
    this.addSql(
      oneLine(`
      create table past_exchange (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        name text not null,
        exchange_date text not null
      )`),
    )
    this.addSql(
      oneLine(`
      create table past_organiser (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        account_id text not null,
        constraint past_organiser_exchange_id_foreign foreign key (exchange_id) references past_exchange (id) on update restrict on delete restrict,
        constraint past_organiser_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index past_organiser_account_id_index on past_organiser (account_id)')
    this.addSql('create unique index past_organiser_exchange_id_account_id_unique on past_organiser (exchange_id, account_id)')
    this.addSql(
      oneLine(`
      create table past_pair (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        giver text not null,
        sealed_receiver text not null,
        constraint past_pair_exchange_id_foreign foreign key (exchange_id) references past_exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index past_pair_exchange_id_giver_unique on past_pair (exchange_id, giver)')
    this.addSql(
      oneLine(`
      create table past_participant (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        name text not null,
        email text not null,
        language text null,
        household text null,
        constraint past_participant_exchange_id_foreign foreign key (exchange_id) references past_exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index past_participant_exchange_id_email_unique on past_participant (exchange_id, email)')
    this.addSql('alter table exclusion_rule drop constraint exclusion_rule_earlier_exchange_check')
    this.addSql(
      'alter table exclusion_rule add column past_exchange_id text null constraint exclusion_rule_past_exchange_id_foreign references past_exchange (id) on update restrict on delete restrict',
    )
    this.addSql('create index exclusion_rule_past_exchange_id_index on exclusion_rule (past_exchange_id)')
    this.addSql(
      `alter table exclusion_rule add constraint exclusion_rule_earlier_exchange_check check ((kind = 'history') = ((earlier_exchange_id is null) <> (past_exchange_id is null)))`,
    )
  }

  override down(): void {
    this.addSql('delete from exclusion_rule where past_exchange_id is not null')
    this.addSql('alter table exclusion_rule drop constraint exclusion_rule_earlier_exchange_check')
    this.addSql('drop index exclusion_rule_past_exchange_id_index')
    this.addSql('alter table exclusion_rule drop column past_exchange_id')
    this.addSql(
      `alter table exclusion_rule add constraint exclusion_rule_earlier_exchange_check check ((kind = 'history') = (earlier_exchange_id is not null))`,
    )
    this.addSql('drop table past_participant')
    this.addSql('drop table past_pair')
    this.addSql('drop table past_organiser')
    this.addSql('drop table past_exchange')
    this.addSql('alter table participant drop column invite_again')
    this.addSql('drop index exchange_again_of_index')
    this.addSql('alter table exchange drop column surprise_ends_at')
    this.addSql('alter table exchange drop column again_of')
    this.addSql('alter table exchange drop column remember_pairs')
  }
}
