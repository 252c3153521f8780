/** A row by its columns. */
export type Row = Record<string, unknown>

/** What a database of an older version held, in the tables of today. */
export function asToday(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
  return withoutMarksOfLinks(withPlans(withOrganisers(withDrawsAsRows(before))))
}

/** Links that were made for everyone were marked so. */
function withoutMarksOfLinks(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
  return new Map([...before, ['magic_token', before.get('magic_token')?.map(({ is_for_everyone, ...rest }) => rest) ?? []]])
}

/** Who had looked, and whether a match is shown, stood in the open. */
function withPlans(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
  const matches = before.get('match')?.map(({ revealed, seen_at, looked_at, ...rest }) => rest)
  return matches ? new Map([...before, ['match', matches]]) : new Map(before)
}

/** There was one account, which organised every exchange, and what it wanted to be told of stood beside the days of reminders. */
function withOrganisers(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
  const { notification_preference: preferences, ...tables } = Object.fromEntries(before)
  if (preferences === undefined) return new Map(before)
  const [account] = before.get('admin') ?? []
  const exchanges = before.get('exchange') ?? []
  const chosenFor = new Map(preferences.map(({ id, created_at, updated_at, exchange_id, ...chosen }) => [exchange_id, chosen]))
  const usual = { new_registration: 1, withdrawal: 1, draw_done: 1, mail_failing: 1, purge_coming: 1, reminder_days: '7,1' }
  const chosen = exchanges.map(({ id }) => ({ id, ...usual, ...chosenFor.get(id) }))
  return new Map([
    ...Object.entries(tables),
    ['admin', (before.get('admin') ?? []).map(({ only, ...rest }) => ({ ...rest, owner: only }) as Row)],
    ['exchange', exchanges.map((exchange, index) => ({ ...exchange, reminder_days: chosen[index]?.reminder_days }))],
    ['organiser', chosen.map(({ id, reminder_days, ...wishes }) => ({ id, exchange_id: id, account_id: account?.id, ...wishes }))],
  ])
}

/** An older version kept a draw in columns of its exchange. */
function withDrawsAsRows(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
  if (before.has('draw')) return new Map(before)
  const drawIds = new Map(before.get('exchange')?.map(({ id, draw_id }) => [id, draw_id]))
  const exchanges = before.get('exchange')?.map(({ draw_id, draw_method, draw_is_circle, draw_is_uniform, ...rest }) => rest) ?? []
  const matches = before.get('match')?.map(({ exchange_id, ...rest }) => ({ ...rest, draw_id: drawIds.get(exchange_id) })) ?? []
  const draws = before
    .get('exchange')
    ?.filter(({ draw_id }) => draw_id !== null)
    .map(({ id, draw_id, draw_method, draw_is_circle, draw_is_uniform }) => ({
      ...{ id: draw_id, exchange_id: id, method: draw_method, is_circle: draw_is_circle, is_uniform: draw_is_uniform },
    }))
    .toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1))
  return new Map([...before, ['exchange', exchanges], ['match', matches], ['draw', (draws ?? []) as Row[]]])
}
