type Row = Record<string, string | number | null>

/** SQL that adds a row, each value under the name of its column, made and changed at 0 unless it says otherwise. Statements can be joined. */
export function insert(table: string, row: Row): string {
  const all: Row = { created_at: 0, updated_at: 0, ...row }
  const literal = (value: string | number | null) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value))
  return `insert into "${table}" (${Object.keys(all).join(', ')}) values (${Object.values(all).map(literal).join(', ')});\n`
}

/** Adds a draft of an exchange, in columns that every version has. */
export function insertExchange(id: string, more: Row = {}): string {
  const dates = { registration_close_date: '2026-12-10', exchange_date: '2026-12-24', timezone: 'UTC' }
  return insert('exchange', { id, slug: 'slug', name: 'Family', description: '', budget: '', ...dates, match_in_email: 0, state: 'draft', ...more })
}

/** Adds somebody who takes part in the exchange e1, in columns that every version has. */
export function insertParticipant(id: string, name: string, more: Row = {}): string {
  return insert('participant', { id, exchange_id: 'e1', name, email: `${name.toLowerCase()}@example.org`, gift_ideas: '', reminder_enabled: 1, ...more })
}

/** Adds an e-mail that was sent to Bob. */
export function insertEmail(id: string, more: Row = {}): string {
  const times = { state: 'sent', due_at: 0, give_up_at: 0 }
  return insert('outgoing_email', { id, kind: 'kind', recipient: 'bob@example.org', deduplication_key: id, priority: 0, ...times, ...more })
}
