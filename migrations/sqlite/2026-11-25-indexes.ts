import { Migration } from '@mikro-orm/migrations'

/** What the outbox looks for at each delivery, and a registration by its address, is found without reading every row. */
export class Indexes extends Migration {
  override up(): void {
    this.addSql('drop index outgoing_email_state_due_at_index')
    this.addSql('create index outgoing_email_state_priority_due_at_index on outgoing_email (state, priority, due_at)')
    this.addSql('create index outgoing_email_state_expires_at_index on outgoing_email (state, expires_at)')
    this.addSql('create index participant_email_index on participant (email)')
  }

  override down(): void {
    this.addSql('drop index participant_email_index')
    this.addSql('drop index outgoing_email_state_expires_at_index')
    this.addSql('drop index outgoing_email_state_priority_due_at_index')
    this.addSql('create index outgoing_email_state_due_at_index on outgoing_email (state, due_at)')
  }
}
