import { defineEntity, p } from '@mikro-orm/core'
import { columns } from '../database/columns.ts'
import { RuleBroken } from '../errors.ts'
import { dateInWords } from '../ui/dates.ts'
import { localDate } from './local-date.ts'

const exchangeStates = ['draft', 'registration_open', 'registration_closed', 'matched', 'completed'] as const
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
    /** When it was completed; null until then. The purge counts from here. */
    completedAt: p.datetime().strictNullable(),
  },
  checks: [
    { name: 'exchange_dates_check', expression: 'exchange_date > registration_close_date' },
    { name: 'exchange_max_participants_check', expression: 'max_participants is null or max_participants >= 3' },
    { name: 'exchange_draw_id_check', expression: `(draw_id is not null) = (state in ('matched','completed'))` },
    { name: 'exchange_completed_at_check', expression: `(completed_at is not null) = (state = 'completed')` },
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

  /** Ends the exchange at `now`, early or by the clock. Throws RuleBroken unless the names are drawn. */
  complete(now: Date): void {
    this.move('matched', 'completed')
    this.completedAt = now
  }

  /** Whether `typed` shows that this exchange is meant: its name, or anything for a draft, which nobody but the admin knows. */
  isNamed(typed: string): boolean {
    return this.state === 'draft' || plain(typed) === plain(this.name)
  }

  /** Whether people have joined, or may join, and the gifts are still to come. */
  isUnderWay(): boolean {
    return this.state === 'registration_open' || this.state === 'registration_closed' || this.state === 'matched'
  }

  /** Whether people can join at `now`: the close date counts even before the clock has closed registration. */
  acceptsParticipants(now: Date): boolean {
    return this.state === 'registration_open' && this.registrationCloseDate >= localDate(now, this.timezone)
  }

  /** Throws RuleBroken when one more than the `joined` people there are would be too many. */
  mustHaveRoom(joined: number): void {
    if (this.maxParticipants !== null && joined >= this.maxParticipants) throw new RuleBroken(`“${this.name}” is full.`)
  }

  /** Gift ideas stay editable after the draw, so that givers see the latest. Throws RuleBroken. */
  mustAllowGiftIdeas(): void {
    if (this.state !== 'registration_open' && this.state !== 'registration_closed' && this.state !== 'matched') {
      throw new RuleBroken(`“${this.name}” is ${stateNames[this.state]}, so gift ideas can’t be changed.`)
    }
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

/** Keyboards compose letters in two ways, and browsers show many spaces as one: what looks the same counts as the same. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}

const nextStep: Record<ExchangeState, string> = {
  draft: 'You can open registration now.',
  registration_open: 'You can close registration now.',
  registration_closed: 'You can draw names or reopen registration now.',
  matched: 'You can complete it or undo the draw now.',
  completed: 'It is over, and can only be deleted.',
}
