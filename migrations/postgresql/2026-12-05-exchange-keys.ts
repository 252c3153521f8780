import { Migration } from '@mikro-orm/migrations'

/** Each exchange has a key of its own for its secrets, which goes with it. The first secret that is sealed makes it. */
export class ExchangeKeys extends Migration {
  override up(): void {
    this.addSql(
      `
      create table exchange_key (
        id text not null primary key,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        exchange_id text not null,
        sealed_key varchar(255) not null,
        constraint exchange_key_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`,
    )
    this.addSql('create index exchange_key_exchange_id_index on exchange_key (exchange_id)')
  }

  override down(): void {
    this.addSql('drop table exchange_key')
  }
}
