import { Migration } from '@mikro-orm/migrations'

/** An account may belong to a subject of an identity provider (OIDC), and may have no password. */
export class Oidc extends Migration {
  override up(): void {
    this.addSql('alter table admin alter column password_hash drop not null')
    this.addSql('alter table admin add column oidc_issuer varchar(255) null, add column oidc_subject varchar(255) null')
    this.addSql('alter table admin add constraint admin_oidc_check check ((oidc_issuer is null) = (oidc_subject is null))')
    this.addSql('alter table admin add constraint admin_oidc_issuer_oidc_subject_unique unique (oidc_issuer, oidc_subject)')
  }

  /** Possible as long as every account has a password. */
  override down(): void {
    this.addSql('alter table admin drop column oidc_issuer, drop column oidc_subject')
    this.addSql('alter table admin alter column password_hash set not null')
  }
}
