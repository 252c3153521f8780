import { Migration } from '@mikro-orm/migrations'

/** An organiser who takes part is bound to that person by the account. */
export class OrganiserTakesPart extends Migration {
  override up(): void {
    this.addSql(
      'alter table participant add column account_id text null, add constraint participant_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict',
    )
    this.addSql('alter table participant add constraint participant_account_id_exchange_id_unique unique (account_id, exchange_id)')
  }

  /** Whoever organises signs in by e-mailed links then, like everybody else. */
  override down(): void {
    this.addSql('alter table participant drop constraint participant_account_id_exchange_id_unique')
    this.addSql('alter table participant drop column account_id')
  }
}
