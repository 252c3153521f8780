import { paths } from '../paths.ts'
import { dateInWords } from '../ui/dates.ts'
import { fewestParticipants } from './exchange.ts'
import type { ListedExchange } from './reads.ts'

/** An action: a page to open, or, with `isChange`, something that is done at once; `isSharing` where a device can share, it does. */
export type Action = { label: string; path: string; isChange?: boolean; isSharing?: boolean }

/** What the organiser does next with an exchange: a sentence, the one obvious action if there is one, and what else is possible, `also` by a page of its own. */
export type NextStep = { text: string; action?: Action; other?: Action; also?: Action }

/** The next step of an exchange, as it stands today. */
export function nextStepOf(exchange: ListedExchange): NextStep {
  switch (exchange.state) {
    case 'draft':
      return whileDraft(exchange)
    case 'registration_open':
      return whileOpen(exchange)
    case 'registration_closed':
      return whileClosed(exchange)
    case 'matched':
      return onceDrawn(exchange)
    case 'completed':
      return { text: 'It’s over, and there’s nothing left to do.', also: { label: 'About the draw', path: paths.draw(exchange.id) } }
  }
}

function whileDraft(exchange: ListedExchange): NextStep {
  if (isLate(exchange)) return { text: 'The last day to join is over. Move it, then open registration.', action: moveLastDay(exchange) }
  const open = { label: 'Open registration', path: paths.openRegistration(exchange.id), isChange: true }
  return { text: 'Only you can see this draft. Open registration, and the invitation link works.', action: open }
}

function whileOpen(exchange: ListedExchange): NextStep {
  const close = { label: 'Close registration', path: paths.closeRegistration(exchange.id), isChange: true }
  const share = { label: 'Share the invitation', path: paths.invitation(exchange.id), isSharing: true }
  const draw = { label: 'Close and draw names in one go', path: paths.draw(exchange.id) }
  const missing = missingIn(exchange)
  if (missing) return { text: `${missing} Share the invitation.`, action: share, other: close }
  if (exchange.joined === exchange.maxParticipants) return { text: 'Every place is taken. Close registration, then draw names.', action: close, also: draw }
  const clock = exchange.registrationCloseDate === exchange.exchangeDate ? ' Automatically it closes only at midnight after the gift day.' : ''
  const enough = `${countOf(exchange)} have joined – enough to draw.`
  if (exchange.registrationCloseDate <= exchange.today) {
    return { text: `${enough} Today is the last day to join. Close registration when everyone is in.${clock}`, action: close, other: share, also: draw }
  }
  return { text: `${enough} Share the invitation until everyone is in.${clock}`, action: share, other: close, also: draw }
}

function whileClosed(exchange: ListedExchange): NextStep {
  const reopen = { label: 'Reopen registration', path: paths.reopenRegistration(exchange.id), isChange: true }
  if (exchange.exchangeDate < exchange.today) {
    return {
      text: 'The gift day is over, and no names were drawn. Move it first.',
      action: { label: 'Move the gift day', path: paths.editExchange(exchange.id, 'exchange_date') },
    }
  }
  const missing = missingIn(exchange)
  if (!missing) return { text: `${countOf(exchange)} are ready for the draw.`, action: { label: 'Draw names', path: paths.draw(exchange.id) }, other: reopen }
  if (isLate(exchange)) return { text: `${missing} To reopen registration, move the last day to join first.`, action: moveLastDay(exchange) }
  return { text: `${missing} Reopen registration, and share the invitation.`, action: reopen }
}

function onceDrawn({ id, looked, joined, exchangeDate, today }: ListedExchange): NextStep {
  const complete = { label: 'Complete the exchange', path: paths.complete(id), isChange: true }
  const about = { label: 'About the draw', path: paths.draw(id) }
  if (exchangeDate < today) return { text: 'The gift day is over.', action: complete, also: about }
  const text = looked === joined ? 'Everyone has looked: there’s nothing left to do' : 'Everyone has been told by e-mail'
  return { text: `${text}. Gift day is ${dateInWords(exchangeDate)}; the exchange is completed automatically after it.`, also: about }
}

function isLate({ registrationCloseDate, today }: ListedExchange): boolean {
  return registrationCloseDate < today
}

function moveLastDay({ id }: ListedExchange): Action {
  return { label: 'Move the last day', path: paths.editExchange(id, 'registration_close_date') }
}

function missingIn({ joined }: ListedExchange): string | undefined {
  const more = fewestParticipants - joined
  if (more <= 0) return undefined
  return `${more} more ${more === 1 ? 'person' : 'people'} needed for a draw.`
}

function countOf({ joined }: ListedExchange): string {
  return `${joined} people`
}
