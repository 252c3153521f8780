import { Migration } from '@mikro-orm/migrations'

/** An account may belong to a subject of an identity provider (OIDC), and may have no password. */
export class Oidc extends Migration {
  override up(): void {
    this.addSql('alter table admin alter column password_hash drop not null')
    this.addSql('alter table admin add column oidc_issuer text null')
    this.addSql('alter table admin add column oidc_subject text null')
    this.addSql('alter table admin add constraint admin_oidc_check check ((oidc_issuer is null) = (oidc_subject is null))')
    this.addSql('create unique index admin_oidc_issuer_oidc_subject_unique on admin (oidc_issuer, oidc_subject)')
  }

  /** Possible as long as every account has a password. */
  override down(): void {
    this.addSql('drop index admin_oidc_issuer_oidc_subject_unique')
    this.addSql('alter table admin drop constraint admin_oidc_check')
    this.addSql('alter table admin drop column oidc_subject')
    this.addSql('alter table admin drop column oidc_issuer')
    this.addSql('alter table admin alter column password_hash set not null')
  }
}
