import { Migration } from '@mikro-orm/migrations'
import { oneLine } from './one-line.ts'

/** Each exchange has a key of its own for its secrets, which goes with it. The first secret that is sealed makes it. */
export class ExchangeKeys extends Migration {
  override up(): void {
    this.addSql(
      oneLine(`
      create table exchange_key (
        id text not null primary key,
        created_at datetime not null,
        updated_at datetime not null,
        exchange_id text not null,
        sealed_key text not null,
        constraint exchange_key_exchange_id_foreign foreign key (exchange_id) references exchange (id) on update restrict on delete restrict
      )`),
    )
    this.addSql('create index exchange_key_exchange_id_index on exchange_key (exchange_id)')
  }

  override down(): void {
    this.addSql('drop table exchange_key')
  }
}
