import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'
import { RuleBroken } from '../errors.ts'
import { dateInWords } from '../ui/dates.ts'
import { localDate } from './local-date.ts'

/** The states, in the order of a life. */
export const exchangeStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
export type ExchangeState = (typeof exchangeStates)[number]

/** The states in words, as they stand in sentences and on badges. */
export const stateNames: Record<ExchangeState, string> = {
  draft: 'a draft',
  registration_open: 'open for registration',
  registration_closed: 'closed for registration',
  matched: 'drawn',
  completed: 'completed',
}

/** Fewest people that a draw makes sense for. */
export const fewestParticipants = 3

/** What the admin decides about an exchange. Dates are local dates of `timezone`, like 2026-12-24. */
export type ExchangeDetails = Pick<
  Exchange,
  'name' | 'description' | 'budget' | 'maxParticipants' | 'registrationCloseDate' | 'exchangeDate' | 'timezone' | 'matchInEmail'
>

/** What is wrong with details, each in a sentence beside its property; empty when they can stand. */
export type Mistakes = Partial<Record<keyof ExchangeDetails, string>>

/** Once the names are drawn, what people joined for stays as it was. */
const editableOnceDrawn: readonly (keyof ExchangeDetails)[] = ['registrationCloseDate', 'exchangeDate', 'timezone', 'budget', 'description']

/** Whether the admin may change that detail while the exchange is in that state. */
export function mayEdit(state: ExchangeState, detail: keyof ExchangeDetails): boolean {
  if (state === 'draft' || state === 'registration_open' || state === 'registration_closed') return true
  return state === 'matched' && editableOnceDrawn.includes(detail)
}

/** Throws RuleBroken unless every one of those details can be changed now. */
export function mustAllowEditing({ name, state }: Pick<Exchange, 'name' | 'state'>, details: (keyof ExchangeDetails)[]): void {
  if (state === 'completed') throw new RuleBroken(`“${name}” is ${stateNames[state]}, so nothing can be changed any more.`)
  if (details.every((detail) => mayEdit(state, detail))) return
  throw new RuleBroken(`“${name}” is ${stateNames[state]}, so only its dates, time zone, budget and description can still be changed.`)
}

const ExchangeSchema = defineEntity({
  name: 'Exchange',
  tableName: 'exchange',
  properties: {
    ...columns,
    slug: p.string().length(32).unique(),
    name: p.string().length(255),
    description: p.text(),
    budget: p.string().length(100),
    maxParticipants: p.integer().strictNullable(),
    registrationCloseDate: p.string().length(10),
    exchangeDate: p.string().length(10),
    timezone: p.string().length(64),
    matchInEmail: p.boolean(),
    state: p.enum(exchangeStates),
    /** Names the draw that the matches belong to; null while nothing is drawn. */
    drawId: p.uuid().strictNullable(),
  },
  checks: [
    { name: 'exchange_dates_check', expression: 'exchange_date > registration_close_date' },
    { name: 'exchange_max_participants_check', expression: 'max_participants is null or max_participants >= 3' },
    { name: 'exchange_draw_id_check', expression: `(draw_id is not null) = (state in ('matched','completed'))` },
  ],
})

/** One gift exchange and its life cycle: draft, open, closed, drawn, completed. */
export class Exchange extends ExchangeSchema.class {
  /** Throws RuleBroken unless this is a draft, and when the close date is over at `now`. */
  openRegistration(now: Date): void {
    this.mustBe('draft')
    this.mustCloseLater(now)
    this.move('draft', 'registration_open')
  }

  /** Throws RuleBroken unless registration is open. */
  closeRegistration(): void {
    this.move('registration_open', 'registration_closed')
  }

  /** Throws RuleBroken unless registration is closed, and when the close date is over at `now`. */
  reopenRegistration(now: Date): void {
    this.mustBe('registration_closed')
    this.mustCloseLater(now)
    this.move('registration_closed', 'registration_open')
  }

  /** Notes that `drawId` is the draw that counts. Throws RuleBroken unless registration is closed. */
  becomeMatched(drawId: string): void {
    this.move('registration_closed', 'matched')
    this.drawId = drawId
  }

  /** Whether people can join at `now`: the close date counts even before the clock has closed registration. */
  acceptsParticipants(now: Date): boolean {
    return this.state === 'registration_open' && this.registrationCloseDate >= localDate(now, this.timezone)
  }

  /** Throws RuleBroken when one more than the `joined` people there are would be too many. */
  mustHaveRoom(joined: number): void {
    if (this.maxParticipants !== null && joined >= this.maxParticipants) throw new RuleBroken(`“${this.name}” is full.`)
  }

  /**
   * Changes details, or, when some can't stand, none of them. `joined` people take part now. Details that come as they
   * are pass in every state that has something to change. Throws RuleBroken for one that can't be changed any more.
   */
  edit(details: Partial<ExchangeDetails>, { now, joined }: { now: Date; joined: number }): Mistakes {
    const given = Object.keys(details) as (keyof ExchangeDetails)[]
    const changed = given.filter((detail) => details[detail] !== this[detail])
    mustAllowEditing(this, changed)
    const mistakes = this.mistakesIn(changed, details, now, joined)
    if (Object.keys(mistakes).length === 0) Object.assign(this, details)
    return mistakes
  }

  /** The invitation link leads by this slug from now on; the old one leads nowhere. */
  replaceLink(slug: string): void {
    this.slug = slug
  }

  /** Gift ideas stay editable after the draw, so that givers see the latest. Throws RuleBroken. */
  mustAllowGiftIdeas(): void {
    if (this.state !== 'registration_open' && this.state !== 'registration_closed' && this.state !== 'matched') {
      throw new RuleBroken(`“${this.name}” is ${stateNames[this.state]}, so gift ideas can’t be changed.`)
    }
  }

  private mistakesIn(changed: (keyof ExchangeDetails)[], details: Partial<ExchangeDetails>, now: Date, joined: number): Mistakes {
    const mistakes: Mistakes = {}
    const {
      maxParticipants,
      timezone = this.timezone,
      registrationCloseDate: closes = this.registrationCloseDate,
      exchangeDate: day = this.exchangeDate,
    } = details
    if (changed.includes('maxParticipants') && maxParticipants && maxParticipants < joined)
      mistakes.maxParticipants = `${joined} people have joined already, so there must be room for them.`
    // A date that is over may stay as it is while something else changes, or when registration is closed for good.
    const isAwaited = this.state === 'draft' ? changed.includes('registrationCloseDate') : this.state === 'registration_open'
    if (isAwaited && closes < localDate(now, timezone)) {
      if (changed.includes('registrationCloseDate')) mistakes.registrationCloseDate = 'That day is over. Please choose a later one.'
      else if (changed.includes('timezone')) mistakes.timezone = 'Registration would be over there already. Please move its last day first.'
    }
    if (day > closes) return mistakes
    if (changed.includes('exchangeDate'))
      mistakes.exchangeDate = `Registration closes on ${dateInWords(closes)}, and the gifts can only be exchanged after that.`
    else mistakes.registrationCloseDate ??= `The gifts are exchanged on ${dateInWords(day)}, so registration has to close before that.`
    return mistakes
  }

  private mustCloseLater(now: Date): void {
    if (this.registrationCloseDate < localDate(now, this.timezone)) {
      throw new RuleBroken(`Registration was to close on ${dateInWords(this.registrationCloseDate)}. Move that date into the future first.`)
    }
  }

  /** Once the names are drawn, givers know people by their names. Throws RuleBroken. */
  mustAllowRenaming(): void {
    if (this.state !== 'registration_open' && this.state !== 'registration_closed') {
      throw new RuleBroken(`“${this.name}” is ${stateNames[this.state]}, so names can’t be changed any more.`)
    }
  }

  /** Somebody who leaves once registration is closed leaves a gap that only the organiser can mend. Throws RuleBroken. */
  mustLetWithdraw(): void {
    if (this.state !== 'registration_open') {
      throw new RuleBroken(`“${this.name}” is ${stateNames[this.state]}, so please ask your organiser to take you out.`)
    }
  }

  private move(from: ExchangeState, to: ExchangeState): void {
    this.mustBe(from)
    this.state = to
  }

  private mustBe(state: ExchangeState): void {
    if (this.state !== state) {
      throw new RuleBroken(`“${this.name}” is ${stateNames[this.state]}, and this is only possible while it is ${stateNames[state]}. ${nextStep[this.state]}`)
    }
  }
}
ExchangeSchema.setClass(Exchange)

const nextStep: Record<ExchangeState, string> = {
  draft: 'You can open registration now.',
  registration_open: 'You can close registration now.',
  registration_closed: 'You can draw names or reopen registration now.',
  matched: 'Everybody can look up the match now.',
  completed: 'It is over.',
}
