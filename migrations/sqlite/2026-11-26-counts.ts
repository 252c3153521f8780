import { Migration } from '@mikro-orm/migrations'

/** How many take part in an exchange, and how many have looked, is counted without reading their rows. */
export class Counts extends Migration {
  override up(): void {
    this.addSql('drop index match_exchange_id_index')
    this.addSql('create index match_exchange_id_seen_at_index on "match" (exchange_id, seen_at)')
    this.addSql('create index participant_exchange_id_withdrawn_at_index on participant (exchange_id, withdrawn_at)')
  }

  override down(): void {
    this.addSql('drop index participant_exchange_id_withdrawn_at_index')
    this.addSql('drop index match_exchange_id_seen_at_index')
    this.addSql('create index match_exchange_id_index on "match" (exchange_id)')
  }
}
