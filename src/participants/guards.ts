import { createMiddleware } from 'hono/factory'
import { participantOnly } from '../auth/guards.ts'
import { queryOne } from '../database/query.ts'
import { HasLeft, NotFound, OtherExchange } from '../errors.ts'
import { exchangeOnly } from '../exchanges/guards.ts'
import type { AppContext, Env } from '../web/env.ts'
import type { Whom } from './find-person.ts'

/** Somebody of the exchange that the path names, who may have left it. */
type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>

declare module 'hono' {
  interface ContextVariableMap {
    /** Behind `personOnly` and `activePersonOnly`. */
    person: Person
  }
}

/** Lets an organiser pass to somebody of an exchange of their own, also to one who has left; answers 404 for anybody else. */
export const personOnly = createMiddleware<Env>((c, next) =>
  exchangeOnly(c, async () => {
    const person = await findPerson(c.var.em, { id: c.req.param('participantId') ?? '', exchangeId: c.var.exchange.id })
    if (!person) throw new NotFound('There is no such participant.')
    c.set('person', person)
    await next()
  }),
)

/** Lets an organiser pass to somebody who takes part in an exchange of their own; says of whoever has left that it is done. */
export const activePersonOnly = createMiddleware<Env>((c, next) =>
  personOnly(c, async () => {
    const { person, exchange } = c.var
    if (person.hasLeft) throw new HasLeft(person.name, exchange.id)
    await next()
  }),
)

/** Lets a participant pass to the exchange that they are signed in to; answers 403 for any other. */
export const ownExchangeOnly = createMiddleware<Env>((c, next) =>
  participantOnly(c, async () => {
    if (c.req.param('exchangeId') !== c.var.me.exchangeId) throw new OtherExchange('That participant takes part in another exchange.')
    await next()
  }),
)

const findPerson = queryOne((db, given: { id: string; exchangeId: string }) =>
  db
    .selectFrom('Participant')
    .select(['id', 'name', 'email', 'exchange as exchangeId'])
    .select((eb) => eb('withdrawnAt', 'is not', null).as('hasLeft'))
    .where('id', '=', given.id)
    .where('exchange', '=', given.exchangeId),
)

/** Whom the path names, behind one of these guards. */
export function whom({ var: { exchange, person } }: AppContext): Whom {
  return { exchangeId: exchange.id, participantId: person.id }
}
