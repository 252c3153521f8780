import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Organisers ask everybody a few questions, and the answers are sealed for whoever gives. */
export class Questions extends Migration {
  override up(): void {
    this.addSql(
      oneLine(`
      create table question (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        position integer not null,
        text text not null,
        kind text check (kind in ('line', 'text', 'choice', 'address')) not null,
        options text not null,
        required integer not null,
        constraint question_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index question_exchange_id_index on question (exchange_id)')
    this.addSql(
      oneLine(`
      create table answer (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        question_id text not null,
        participant_id text not null,
        sealed_text text not null,
        changed_at datetime not null,
        constraint answer_question_id_foreign foreign key (question_id) references question (id) on update restrict on delete restrict,
        constraint answer_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index answer_participant_id_index on answer (participant_id)')
    this.addSql('create unique index answer_question_id_participant_id_unique on answer (question_id, participant_id)')
  }

  override down(): void {
    this.addSql('drop table answer')
    this.addSql('drop table question')
  }
}
