import { Migration } from '@mikro-orm/migrations'

/** Registration may close on the day of the gifts itself. */
export class SameDay extends Migration {
  override up(): void {
    this.addSql('alter table exchange drop constraint exchange_dates_check')
    this.addSql('alter table exchange add constraint exchange_dates_check check (exchange_date >= registration_close_date)')
  }

  override down(): void {
    this.addSql(`update exchange set registration_close_date = to_char(exchange_date::date - 1, 'YYYY-MM-DD') where exchange_date = registration_close_date`)
    this.addSql('alter table exchange drop constraint exchange_dates_check')
    this.addSql('alter table exchange add constraint exchange_dates_check check (exchange_date > registration_close_date)')
  }
}
