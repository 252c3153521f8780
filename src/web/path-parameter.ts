import type { Context } from 'hono'
import { NotFound } from '../errors.ts'

/** The part of the path that its route calls `name`. Throws NotFound where the route has none of that name. */
export function pathParameter(c: Pick<Context, 'req'>, name: string): string {
  const value = c.req.param(name)
  if (value === undefined) throw new NotFound(`The path has no ${name}.`)
  return value
}
