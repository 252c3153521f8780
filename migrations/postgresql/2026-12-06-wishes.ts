import { Migration } from '@mikro-orm/migrations'

/** People list what they wish for, one by one; what a wish was like before it changed is kept once the names are drawn. */
export class Wishes extends Migration {
  override up(): void {
    this.addSql(
      `
      create table wish (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        participant_id text not null,
        position int not null,
        title varchar(200) not null,
        link text not null,
        note text not null,
        price varchar(40) not null,
        most_wanted boolean not null,
        version int not null,
        changed_at timestamptz not null,
        removed_at timestamptz null,
        constraint wish_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`,
    )
    this.addSql('create index wish_participant_id_position_index on wish (participant_id, position)')
    this.addSql(
      `
      create table wish_revision (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        wish_id text not null,
        version int not null,
        title varchar(200) not null,
        link text not null,
        note text not null,
        price varchar(40) not null,
        most_wanted boolean not null,
        constraint wish_revision_wish_id_version_unique unique (wish_id, version),
        constraint wish_revision_wish_id_foreign foreign key (wish_id) references wish (id) on update restrict on delete restrict
      )`,
    )
  }

  override down(): void {
    this.addSql('drop table wish_revision')
    this.addSql('drop table wish')
  }
}
