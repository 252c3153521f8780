import { Migration } from '@mikro-orm/migrations'

/** Organisers ask everybody a few questions, and the answers are sealed for whoever gives. */
export class Questions extends Migration {
  override up(): void {
    this.addSql(
      `
      create table question (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        position int not null,
        text varchar(120) not null,
        kind text not null,
        options text not null,
        required boolean not null,
        constraint question_kind_check check (kind in ('line', 'text', 'choice', 'address')),
        constraint question_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`,
    )
    this.addSql('create index question_exchange_id_index on question (exchange_id)')
    this.addSql(
      `
      create table answer (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        question_id text not null,
        participant_id text not null,
        sealed_text text not null,
        changed_at timestamptz not null,
        constraint answer_question_id_participant_id_unique unique (question_id, participant_id),
        constraint answer_question_id_foreign foreign key (question_id) references question (id) on update restrict on delete restrict,
        constraint answer_participant_id_foreign foreign key (participant_id) references participant (id) on update restrict on delete restrict
      )`,
    )
    this.addSql('create index answer_participant_id_index on answer (participant_id)')
  }

  override down(): void {
    this.addSql('drop table answer')
    this.addSql('drop table question')
  }
}
