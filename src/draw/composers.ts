import type { Exchange } from '../exchanges/exchange.ts'
import { exchangeVault } from '../keys/exchange-vault.ts'
import type { Printer } from '../language/printer.ts'
import type { Composed, Composers, Composing, Due } from '../mail/compose.ts'
import type { Email } from '../mail/email.ts'
import { signInLink } from '../mail/sign-in-link.ts'
import { withDay } from '../participants/calendar.ts'
import { findReader } from '../participants/find-reader.ts'
import { longestWords } from '../participants/longest-words.ts'
import { Participant } from '../participants/participant.ts'
import { openPlan } from '../wishes/plan.ts'
import type { World } from '../world.ts'
import { Draw } from './draw.ts'
import * as emails from './emails.ts'
import { Match } from './match.ts'
import { receiverOf } from './seal.ts'

type OwnKind = 'match notification' | 'back in' | 'changed match' | 'restored match' | 'changed wishes' | 'new draw'

/** What e-mails about draws say. */
export const drawComposers: Pick<Composers, OwnKind> = {
  'match notification': ofDraw(composeMatchReady),
  'back in': ofDraw(({ url, exchange, giver, t }) => emails.backIn(url, exchange, giver, t)),
  'changed match': ofConcerned(({ url, exchange, giver, receiver, t }) => emails.matchChanged(url, exchange, giver, receiver, t)),
  'restored match': ofConcerned(({ url, exchange, giver, t }) => emails.matchRestored(url, exchange, giver, t)),
  'changed wishes': async (composing, due) => {
    const reader = await findReader(composing, due)
    if (!reader?.person.reminderEnabled || !reader.exchange.isDrawn() || (await hasSeen(composing, reader, due.parameters))) return undefined
    return composeWishesChanged(composing, due)
  },
  'new draw': async (composing, due) => {
    const reader = await findReader(composing, due)
    // Once names are drawn again, an e-mail about that draw says so.
    if (!reader || reader.exchange.hasDraw()) return undefined
    const { url, usableUntil } = await signInLink(composing, due, reader)
    return { to: reader.person.email, email: emails.newDrawComing(url, reader.exchange, reader.person, reader.t), t: reader.t, usableUntil }
  },
}

const composeWishesChanged = ofDraw(({ url, exchange, giver, t }) => emails.wishesChanged(url, exchange, giver, t))

/** Whether the giver has looked since the change, or the draw was repaired since: then everybody looks anew, perhaps at somebody else. */
async function hasSeen(
  { em, vault }: Composing,
  { person, exchange }: { person: Participant; exchange: Exchange },
  { changedAt, repairs }: { changedAt: number; repairs: number },
) {
  const draw = await em.findOne(Draw, { exchange })
  if (!draw) return false
  if (draw.repairs !== repairs) return true
  const { lookedAt } = openPlan(await exchangeVault(em, vault, exchange.id), draw.id, draw.sealedPlans, person.id)
  return lookedAt !== null && lookedAt > changedAt
}

/** A match as an e-mail tells of it; without `receiver` where the exchange wants no names in e-mails. `url` is the link that signs in. */
type Told = { url: string; exchange: Exchange; giver: Participant; receiver: Pick<Participant, 'name' | 'giftIdeas'> | undefined; t: Printer }
type SayOfMatch = (told: Told, world: World) => Email | Promise<Email>

/** The e-mail that the names are drawn, as it is before it is addressed. */
export function composeMatchReady({ url, exchange, giver, receiver, t }: Told, world: World): Promise<Email> {
  return withDay(world, 'match notification', exchange, emails.matchReady(url, exchange, giver, receiver, t), t)
}

/** Composes an e-mail that waits for every giver after a repair, for those whom it concerns. */
function ofConcerned(say: SayOfMatch) {
  const compose = ofDraw(say)
  return async (composing: Composing, due: Due & { parameters: { drawId: string; isConcerned?: 0 | 1 } }): Promise<Composed | undefined> =>
    due.parameters.isConcerned === 0 ? undefined : compose(composing, due)
}

/** Composes an e-mail to a giver, with the receiver where the exchange wants that, as long as its draw stands. */
function ofDraw(say: SayOfMatch) {
  return async (composing: Composing, due: Due & { parameters: { drawId: string } }): Promise<Composed | undefined> => {
    const reader = await findReader(composing, due)
    if (!reader || !(await composing.em.findOne(Draw, { id: due.parameters.drawId, exchange: reader.exchange }))) return undefined
    const { person: giver, exchange, t } = reader
    const receiver = exchange.matchInEmail ? await findReceiver(composing, exchange, giver) : undefined
    const mostCharacters = await longestWords(composing.em, exchange)
    const { url, usableUntil } = await signInLink(composing, due, reader)
    const email = await say({ url, exchange, giver, receiver, t }, composing.world)
    return { to: giver.email, email, t, usableUntil, mostCharacters }
  }
}

async function findReceiver({ em, vault }: Composing, exchange: Exchange, giver: Participant): Promise<Participant> {
  const { draw, sealedReceiver } = await em.findOneOrFail(Match, { giver })
  const ofExchange = await exchangeVault(em, vault, exchange.id)
  return em.findOneOrFail(Participant, { id: receiverOf(ofExchange, { draw: draw.id, giver: giver.id, sealedReceiver }), exchange })
}
