import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** People list what they wish for, one by one; what a wish was like before it changed is kept once the names are drawn. */
export class Wishes extends Migration {
  override up(): void {
    this.addSql(
      oneLine(`
      create table wish (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        participant_id text not null,
        position integer not null,
        title text not null,
        link text not null,
        note text not null,
        price text not null,
        most_wanted integer not null,
        version integer not null,
        changed_at datetime not null,
        removed_at datetime null,
        constraint wish_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index wish_participant_id_position_index on wish (participant_id, position)')
    this.addSql(
      oneLine(`
      create table wish_revision (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        wish_id text not null,
        version integer not null,
        title text not null,
        link text not null,
        note text not null,
        price text not null,
        most_wanted integer not null,
        constraint wish_revision_wish_id_foreign foreign key (wish_id) references wish (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create unique index wish_revision_wish_id_version_unique on wish_revision (wish_id, version)')
  }

  override down(): void {
    this.addSql('drop table wish_revision')
    this.addSql('drop table wish')
  }
}
