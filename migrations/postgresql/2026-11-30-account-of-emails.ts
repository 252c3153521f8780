import { Migration } from '@mikro-orm/migrations'

/** An e-mail to an organiser is for an account, which may have another address by the time it goes out. */
export class AccountOfEmails extends Migration {
  override up(): void {
    this.addSql(
      'alter table outgoing_email add column account_id text null, add constraint outgoing_email_account_id_foreign foreign key (account_id) references admin (id) on update restrict on delete restrict',
    )
    this.addSql('create index outgoing_email_account_id_index on outgoing_email (account_id)')
    // There is one account at the most.
    this.addSql(
      `
      update outgoing_email set account_id = (select id from admin)
       where kind in ('new registration', 'withdrawal', 'declined', 'wants out', 'draw done', 'mail failing', 'purge coming',
                      'password reset', 'password changed', 'backups failing', 'test e-mail')`,
    )
  }

  override down(): void {
    this.addSql('drop index outgoing_email_account_id_index')
    this.addSql('alter table outgoing_email drop column account_id')
  }
}
