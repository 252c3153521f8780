import { Migration } from '@mikro-orm/migrations'

/** Givers keep plans with the draw, sealed, among them whether the match is shown; and hear in the morning what has changed since they were told last. */
export class Plans extends Migration {
  override up(): void {
    this.addSql('alter table draw add column sealed_plans text null')
    this.addSql('alter table draw_repair add column sealed_plans_before text null')
    this.addSql('alter table participant add column gift_ideas_changed_at timestamptz null')
    this.addSql('alter table exchange add column changes_told_at timestamptz null')
  }

  override down(): void {
    this.addSql('alter table exchange drop column changes_told_at')
    this.addSql('alter table participant drop column gift_ideas_changed_at')
    this.addSql('alter table draw_repair drop column sealed_plans_before')
    this.addSql('alter table draw drop column sealed_plans')
  }
}
