import { paths } from '../paths.ts'
import { dateInWords } from '../ui/dates.ts'
import { fewestParticipants } from './exchange.ts'
import type { ListedExchange } from './reads.ts'

/** A way on: a page to open, or, with `isDeed`, something that is done at once. */
export type Way = { label: string; path: string; isDeed?: boolean }

/** What the admin does next with an exchange: a sentence, the one obvious way if there is one, and what else is possible. */
export type NextStep = { text: string; way?: Way; other?: Way }

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
      return { text: 'It is over, and there is nothing left to do.' }
  }
}

function whileDraft(exchange: ListedExchange): NextStep {
  if (isLate(exchange)) return { text: 'Its last day to join is over. Move it, then open registration.', way: moveLastDay(exchange) }
  const open = { label: 'Open registration', path: paths.openRegistration(exchange.id), isDeed: true }
  return { text: 'Only you can see this draft. Open registration to make the invitation link work.', way: open }
}

function whileOpen(exchange: ListedExchange): NextStep {
  const close = { label: 'Close registration', path: paths.closeRegistration(exchange.id), isDeed: true }
  const share = { label: 'Share the invitation', path: `${paths.exchange(exchange.id)}#invitation` }
  const missing = missingIn(exchange)
  if (missing) return { text: `${missing} Share the invitation link.`, way: share, other: close }
  if (exchange.joined === exchange.maxParticipants) return { text: 'Every place is taken. Close registration, then draw names.', way: close }
  const clock = exchange.registrationCloseDate === exchange.exchangeDate ? ' By itself it closes only at the end of the day of the gifts.' : ''
  return { text: `${countOf(exchange)} can be drawn already. Close registration when everybody is in.${clock}`, way: close }
}

function whileClosed(exchange: ListedExchange): NextStep {
  const reopen = { label: 'Reopen registration', path: paths.reopenRegistration(exchange.id), isDeed: true }
  if (exchange.exchangeDate < exchange.today) {
    return {
      text: 'Its day is over, and no names were drawn. Move the day first.',
      way: { label: 'Move the day', path: paths.editExchange(exchange.id, 'exchange_date') },
    }
  }
  const missing = missingIn(exchange)
  if (!missing) return { text: `${countOf(exchange)} are waiting for the draw.`, way: { label: 'Draw names', path: paths.draw(exchange.id) }, other: reopen }
  if (isLate(exchange)) return { text: `${missing} To reopen registration, move its last day first.`, way: moveLastDay(exchange) }
  return { text: `${missing} Reopen registration, and share the invitation link.`, way: reopen }
}

function onceDrawn({ id, joined, looked, exchangeDate, today }: ListedExchange): NextStep {
  const complete = { label: 'Complete the exchange', path: paths.complete(id), isDeed: true }
  const seen = `${looked} of ${joined} have looked at their match`
  if (exchangeDate < today) return { text: `The day is over, and ${seen}.`, way: complete }
  const text = looked === joined ? `${seen}: there is nothing to do` : `The names are drawn, and everybody has been told. ${seen}`
  return { text: `${text}. Gifts on ${dateInWords(exchangeDate)}; after that day the exchange is completed by itself.` }
}

function isLate({ registrationCloseDate, today }: ListedExchange): boolean {
  return registrationCloseDate < today
}

function moveLastDay({ id }: ListedExchange): Way {
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
