import { Migration } from '@mikro-orm/migrations'

/** Givers keep a plan with their match, sealed; and hear in the morning what has changed since they were told last. */
export class Plans extends Migration {
  override up(): void {
    this.addSql('alter table "match" add column sealed_plan text null')
    this.addSql('alter table participant add column gift_ideas_changed_at timestamptz null')
    this.addSql('alter table exchange add column changes_told_at timestamptz null')
  }

  override down(): void {
    this.addSql('alter table exchange drop column changes_told_at')
    this.addSql('alter table participant drop column gift_ideas_changed_at')
    this.addSql('alter table "match" drop column sealed_plan')
  }
}
