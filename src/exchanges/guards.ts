import { createMiddleware } from 'hono/factory'
import { organiserOnly } from '../auth/guards.ts'
import { queryOne } from '../database/query.ts'
import { NotFound } from '../errors.ts'
import type { Env } from '../web/env.ts'

/** The exchange that the path names, as the account that asks may see it. */
type OwnExchange = NonNullable<Awaited<ReturnType<typeof findOwn>>>

declare module 'hono' {
  interface ContextVariableMap {
    /** Behind `exchangeOnly`. */
    exchange: OwnExchange
  }
}

/** Lets a signed-in organiser pass to an exchange of their own; answers 404 for any other, and sends everybody else to the sign-in page. */
export const exchangeOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    const own = await findOwn(c.var.em, { id: c.req.param('id') ?? '', accountId: c.var.accountSession.accountId })
    if (!own) throw new NotFound('There is no such exchange.')
    c.set('exchange', own)
    await next()
  }),
)

// Every account organises every exchange, as long as there is one account.
const findOwn = queryOne((db, given: { id: string; accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .innerJoin('Account as a', (join) => join.on('a.id', '=', given.accountId))
    .select(['e.id', 'e.name', 'e.state'])
    .where('e.id', '=', given.id),
)
