import { Migration } from '@mikro-orm/migrations'

/** Giver and receiver write to each other, sealed, and report what is not all right; and links in e-mails lead to messages, and to the organiser's questions. */
export class Messages extends Migration {
  override up(): void {
    this.addSql('alter table exchange add column messages boolean not null default true')
    this.addSql('alter table exchange add column messages_announced_at timestamptz null')
    this.addSql('alter table draw add column sealed_marks text null')
    this.addSql('alter table draw add column repairs int not null default 0')
    for (const table of ['message', 'message_report']) {
      this.addSql(
        `
      create table ${table} (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        tag varchar(43) not null,
        sealed_text text not null,
        deliver_at timestamptz not null,
        constraint ${table}_tag_unique unique (tag),
        constraint ${table}_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`,
      )
      this.addSql(`create index ${table}_exchange_id_deliver_at_index on ${table} (exchange_id, deliver_at)`)
    }
    this.replaceDestinations(['dashboard', 'match', 'gift ideas', 'messages', 'questions'])
  }

  override down(): void {
    this.addSql(`update magic_token set destination = 'dashboard' where destination in ('messages', 'questions')`)
    this.replaceDestinations(['dashboard', 'match', 'gift ideas'])
    this.addSql('drop table message_report')
    this.addSql('drop table message')
    this.addSql('alter table draw drop column repairs')
    this.addSql('alter table draw drop column sealed_marks')
    this.addSql('alter table exchange drop column messages_announced_at')
    this.addSql('alter table exchange drop column messages')
  }

  private replaceDestinations(destinations: string[]): void {
    const list = destinations.map((destination) => `'${destination}'`).join(', ')
    this.addSql('alter table magic_token drop constraint magic_token_destination_check')
    this.addSql(`alter table magic_token add constraint magic_token_destination_check check (destination in (${list}))`)
  }
}
