import { Migration } from '@mikro-orm/migrations'

/** An organiser who takes part is bound to that person by the account. */
export class OrganiserTakesPart extends Migration {
  override up(): void {
    this.addSql(
      'alter table participant add column account_id text null constraint participant_account_id_foreign references admin (id) on update restrict on delete restrict',
    )
    this.addSql('create unique index participant_account_id_exchange_id_unique on participant (account_id, exchange_id)')
  }

  /** Whoever organises signs in by e-mailed links then, like everybody else. */
  override down(): void {
    this.addSql('drop index participant_account_id_exchange_id_unique')
    this.addSql('alter table participant drop column account_id')
  }
}
