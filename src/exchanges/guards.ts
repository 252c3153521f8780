import { createMiddleware } from 'hono/factory'
import { organiserOnly } from '../auth/guards.ts'
import { queryOne } from '../database/query.ts'
import { ForeignExchange, NotFound } from '../errors.ts'
import type { Env } from '../web/env.ts'
import { actAsOrganiser } from './acting-organiser.ts'

/** The exchange that the path names, as the account that asks may see it. */
type OwnExchange = NonNullable<Awaited<ReturnType<typeof findOwn>>>

/** The exchange that the path names, of which little is left where it `isErased`. */
export type OwnEarlierExchange = NonNullable<Awaited<ReturnType<typeof findPast>>> & { isErased: boolean }

declare module 'hono' {
  interface ContextVariableMap {
    /** Behind `exchangeOnly`. */
    exchange: OwnExchange
    /** Behind `earlierOnly` and `pastOnly`. */
    earlier: OwnEarlierExchange
  }
}

/** Lets a signed-in organiser pass to an exchange of their own; answers 403 for another's and 404 for one that is not there, and sends everybody else to the sign-in page. */
export const exchangeOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    const own = await findOwn(c.var.em, { id: c.req.param('id') ?? '', accountId: c.var.accountSession.accountId })
    if (!own) throw new NotFound('There is no such exchange.')
    if (!own.isTheirs) throw new ForeignExchange('This exchange has other organisers.')
    c.set('exchange', own)
    actAsOrganiser(c.var.em, { accountId: c.var.accountSession.accountId, exchangeId: own.id })
    await next()
  }),
)

/** Lets a signed-in organiser pass to an exchange of their own, also to what is left of one that was erased; answers everybody else like `exchangeOnly`. */
export const earlierOnly = createMiddleware<Env>((c, next) =>
  organiserOnly(c, async () => {
    const asked = { id: c.req.param('id') ?? '', accountId: c.var.accountSession.accountId }
    const live = await findOwn(c.var.em, asked)
    const found = live ?? (await findPast(c.var.em, asked))
    if (!found) throw new NotFound('There is no such exchange.')
    if (!found.isTheirs) throw new ForeignExchange('This exchange has other organisers.')
    c.set('earlier', { ...found, isErased: live === undefined })
    actAsOrganiser(c.get('em'), { accountId: asked.accountId, exchangeId: asked.id })
    await next()
  }),
)

/** Lets a signed-in organiser pass to what is left of an exchange of theirs that was erased. */
export const pastOnly = createMiddleware<Env>((c, next) =>
  earlierOnly(c, async () => {
    if (!c.var.earlier.isErased) throw new NotFound('This exchange is not erased.')
    await next()
  }),
)

const findPast = queryOne((db, given: { id: string; accountId: string }) =>
  db
    .selectFrom('PastExchange as e')
    .leftJoin('PastOrganiser as o', (join) => join.onRef('o.exchange', '=', 'e.id').on('o.account', '=', given.accountId))
    .select(['e.id', 'e.name'])
    .select((eb) => eb('o.id', 'is not', null).as('isTheirs'))
    .where('e.id', '=', given.id),
)

const findOwn = queryOne((db, given: { id: string; accountId: string }) =>
  db
    .selectFrom('Exchange as e')
    .leftJoin('Organiser as o', (join) => join.onRef('o.exchange', '=', 'e.id').on('o.account', '=', given.accountId))
    .select(['e.id', 'e.name', 'e.state'])
    .select((eb) => eb('o.id', 'is not', null).as('isTheirs'))
    .where('e.id', '=', given.id),
)
