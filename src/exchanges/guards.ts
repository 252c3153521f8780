import { createMiddleware } from 'hono/factory'
import { organiserOnly } from '../auth/guards.ts'
import { queryOne } from '../database/query.ts'
import { ForeignExchange, NotFound } from '../errors.ts'
import type { Env } from '../web/env.ts'

/** The exchange that the path names, as the account that asks may see it. */
type OwnExchange = NonNullable<Awaited<ReturnType<typeof findOwn>>>

declare module 'hono' {
  interface ContextVariableMap {
    /** Behind `exchangeOnly`. */
    exchange: OwnExchange
  }
}

/** Lets a signed-in organiser pass to an exchange of their own; answers 403 for another's and 404 for one that is not there, and sends everybody else to the sign-in page. */
export const exchangeOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    const own = await findOwn(c.var.em, { id: c.req.param('id') ?? '', accountId: c.var.accountSession.accountId })
    if (!own) throw new NotFound('There is no such exchange.')
    if (!own.isTheirs) throw new ForeignExchange('This exchange has other organisers.')
    c.set('exchange', own)
    await next()
  }),
)

const findOwn = queryOne((db, given: { id: string; accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .leftJoin('Organiser as o', (join) => join.onRef('o.exchange', '=', 'e.id').on('o.account', '=', given.accountId))
    .select(['e.id', 'e.name', 'e.state'])
    .select((eb) => eb('o.id', 'is not', null).as('isTheirs'))
    .where('e.id', '=', given.id),
)
