import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

const newId = `lower(hex(randomblob(4))) || '-' || lower(hex(randomblob(2))) || '-4' || substr(lower(hex(randomblob(2))), 2) || '-' || substr('89ab', abs(random()) % 4 + 1, 1) || substr(lower(hex(randomblob(2))), 2) || '-' || lower(hex(randomblob(6)))`

/** Rules hold between any number of people, or come from an earlier exchange; a draw can be repaired, and the repair undone. */
export class Rules extends Migration {
  override up(): void {
    this.addSql(
      oneLine(`
      create table exclusion_rule_member (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        rule_id text not null,
        participant_id text not null,
        position integer not null,
        constraint exclusion_rule_member_rule_id_foreign foreign key (rule_id) references exclusion_rule (id) on update restrict on delete restrict,
        constraint exclusion_rule_member_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    for (const [position, person] of ['giver_id', 'receiver_id'].entries()) {
      this.addSql(`insert into exclusion_rule_member select ${newId}, created_at, updated_at, id, ${person}, ${position} from exclusion_rule`)
    }
    this.addSql(
      oneLine(`
      create table exclusion_rule_new (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        kind text check (kind in ('exclusion', 'one_way', 'history')) not null,
        earlier_exchange_id text null,
        constraint exclusion_rule_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint exclusion_rule_earlier_exchange_id_foreign foreign key (earlier_exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint exclusion_rule_earlier_exchange_check check ((kind = 'history') = (earlier_exchange_id is not null))
      )`),
    )
    this.addSql('insert into exclusion_rule_new select id, created_at, updated_at, exchange_id, kind, null from exclusion_rule')
    this.addSql('drop table exclusion_rule')
    this.addSql('alter table exclusion_rule_new rename to exclusion_rule')
    this.addSql('create index exclusion_rule_exchange_id_index on exclusion_rule (exchange_id)')
    this.addSql('create index exclusion_rule_earlier_exchange_id_index on exclusion_rule (earlier_exchange_id)')
    this.addSql('create unique index exclusion_rule_member_rule_id_participant_id_unique on exclusion_rule_member (rule_id, participant_id)')
    this.addSql('create index exclusion_rule_member_participant_id_index on exclusion_rule_member (participant_id)')

    this.addSql('alter table "match" add column looked_at datetime null')
    for (const column of ['draw_method text', 'draw_is_circle integer', 'draw_is_uniform integer'])
      this.addSql(`alter table exchange add column ${column} null`)
    this.addSql("update exchange set draw_method = 'circle', draw_is_circle = 1, draw_is_uniform = 1 where draw_id is not null")
    this.addSql(
      oneLine(`
      create table draw_repair (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        cause text check (cause in ('left', 'joined', 'rule')) not null,
        participant_id text null,
        rule_id text null,
        sealed_draw_before text not null,
        constraint draw_repair_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict,
        constraint draw_repair_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index draw_repair_exchange_id_unique on draw_repair (exchange_id)')
    this.addSql('create index draw_repair_participant_id_index on draw_repair (participant_id)')
  }

  /** Rules from an earlier exchange, and all but the first two people of a rule, are unknown to the version before. */
  override down(): void {
    this.addSql('drop table draw_repair')
    this.addSql('alter table "match" drop column looked_at')
    for (const column of ['draw_method', 'draw_is_circle', 'draw_is_uniform']) this.addSql(`alter table exchange drop column ${column}`)
    this.addSql(
      oneLine(`
      create table exclusion_rule_old (
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
      )`),
    )
    this.addSql(
      `insert into exclusion_rule_old select min(r.id), min(r.created_at), min(r.updated_at), r.exchange_id, g.participant_id, o.participant_id, min(r.kind)
         from exclusion_rule r join exclusion_rule_member g on g.rule_id = r.id and g.position = 0 join exclusion_rule_member o on o.rule_id = r.id and o.position = 1
        group by r.exchange_id, g.participant_id, o.participant_id`,
    )
    this.addSql('drop table exclusion_rule_member')
    this.addSql('drop table exclusion_rule')
    this.addSql('alter table exclusion_rule_old rename to exclusion_rule')
    this.addSql('create index exclusion_rule_giver_id_index on exclusion_rule (giver_id)')
    this.addSql('create index exclusion_rule_receiver_id_index on exclusion_rule (receiver_id)')
    this.addSql('create unique index exclusion_rule_exchange_id_giver_id_receiver_id_unique on exclusion_rule (exchange_id, giver_id, receiver_id)')
  }
}
