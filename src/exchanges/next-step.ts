import type { Printer } from '../language/printer.ts'
import { paths } from '../paths.ts'
import { dateInWords } from '../ui/dates.ts'
import { fewestParticipants } from './exchange.ts'
import type { ListedExchange } from './reads.ts'

/** An action: a page to open, or, with `isChange`, something that is done at once; `isSharing` where a device can share, it does. */
export type Action = { label: string; path: string; isChange?: boolean; isSharing?: boolean }

/** What the organiser does next with an exchange: a sentence, the one obvious action if there is one, and what else is possible, `also` by a page of its own. */
export type NextStep = { text: string; action?: Action; other?: Action; also?: Action }

/** The next step of an exchange, as it stands today, in the words of `t`. */
export function nextStepOf(exchange: ListedExchange, t: Printer): NextStep {
  switch (exchange.state) {
    case 'draft':
      return whileDraft(exchange, t)
    case 'registration_open':
      return whileOpen(exchange, t)
    case 'registration_closed':
      return whileClosed(exchange, t)
    case 'matched':
      return onceDrawn(exchange, t)
    case 'completed':
      return {
        text: t('exchanges.nextStep.over'),
        action: { label: t('exchanges.action.again'), path: paths.again(exchange.id) },
        also: aboutDraw(exchange, t),
      }
  }
}

function whileDraft(exchange: ListedExchange, t: Printer): NextStep {
  if (isLate(exchange)) return { text: t('exchanges.nextStep.draftIsLate'), action: moveLastDay(exchange, t) }
  const open = { label: t('exchanges.action.openRegistration'), path: paths.openRegistration(exchange.id), isChange: true }
  return { text: t('exchanges.nextStep.draft'), action: open }
}

function whileOpen(exchange: ListedExchange, t: Printer): NextStep {
  const { id, joined, registrationCloseDate, exchangeDate } = exchange
  const close = { label: t('exchanges.action.closeRegistration'), path: paths.closeRegistration(id), isChange: true }
  const share = { label: t('exchanges.action.share'), path: paths.invitation(id), isSharing: true }
  const also = { label: t('exchanges.action.closeAndDraw'), path: paths.draw(id) }
  const more = missingIn(exchange)
  if (more > 0) return { text: t('exchanges.nextStep.openNeedsMore', { more }), action: share, other: close }
  if (joined === exchange.maxParticipants) return { text: t('exchanges.nextStep.openIsFull'), action: close, also }
  const isLastDay = registrationCloseDate <= exchange.today
  const step = t(isLastDay ? 'exchanges.nextStep.openOnLastDay' : 'exchanges.nextStep.open', { joined })
  const text = registrationCloseDate === exchangeDate ? `${step} ${t('exchanges.nextStep.openUntilGiftDay')}` : step
  return isLastDay ? { text, action: close, other: share, also } : { text, action: share, other: close, also }
}

function whileClosed(exchange: ListedExchange, t: Printer): NextStep {
  const { id, joined } = exchange
  const reopen = { label: t('exchanges.action.reopenRegistration'), path: paths.reopenRegistration(id), isChange: true }
  if (exchange.exchangeDate < exchange.today) {
    const move = { label: t('exchanges.action.moveGiftDay'), path: paths.editExchange(id, 'exchange_date') }
    return { text: t('exchanges.nextStep.closedTooLong'), action: move }
  }
  const more = missingIn(exchange)
  if (more <= 0) {
    const draw = { label: t('exchanges.action.draw'), path: paths.draw(id) }
    return { text: t('exchanges.nextStep.closed', { joined }), action: draw, other: reopen }
  }
  if (isLate(exchange)) return { text: t('exchanges.nextStep.closedNeedsMoreTooLate', { more }), action: moveLastDay(exchange, t) }
  return { text: t('exchanges.nextStep.closedNeedsMore', { more }), action: reopen }
}

function onceDrawn(exchange: ListedExchange, t: Printer): NextStep {
  const { id, looked, joined, exchangeDate, today } = exchange
  const also = aboutDraw(exchange, t)
  if (exchangeDate < today) {
    const complete = { label: t('exchanges.action.complete'), path: paths.complete(id), isChange: true }
    return { text: t('exchanges.nextStep.giftDayIsOver'), action: complete, also }
  }
  const haveAllLooked = looked === joined
  return { text: t(haveAllLooked ? 'exchanges.nextStep.everyoneLooked' : 'exchanges.nextStep.everyoneTold', { date: dateInWords(exchangeDate, t) }), also }
}

function isLate({ registrationCloseDate, today }: ListedExchange): boolean {
  return registrationCloseDate < today
}

function aboutDraw({ id }: ListedExchange, t: Printer): Action {
  return { label: t('exchanges.action.aboutDraw'), path: paths.draw(id) }
}

function moveLastDay({ id }: ListedExchange, t: Printer): Action {
  return { label: t('exchanges.action.moveLastDay'), path: paths.editExchange(id, 'registration_close_date') }
}

/** How many more people a draw needs. */
function missingIn({ joined }: ListedExchange): number {
  return fewestParticipants - joined
}
