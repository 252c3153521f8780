/** A row by its columns. */
export type Row = Record<string, unknown>

/** What a database held, with each draw in a row of its own: an older version kept it in columns of the exchange. */
export function withDrawsAsRows(before: ReadonlyMap<string, Row[]>): Map<string, Row[]> {
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
