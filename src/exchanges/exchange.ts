import { RuleBroken } from '../errors.ts'
import { withoutMarks } from '../web/marks.ts'
import { endOfDay } from './due.ts'
import { type ExchangeDetails, type Mistakes, mistakesIn, whyNotEditable } from './exchange-details.ts'
import { ExchangeSchema } from './exchange-schema.ts'
import { type ExchangeState, statesBeforeDraw, statesWithDraw } from './exchange-states.ts'
import { localDate } from './local-date.ts'
import { roomBeside, whyMayNotLeave } from './permissions.ts'

/** Fewest people that a draw makes sense for. */
export const fewestParticipants = 3

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

  /** Throws RuleBroken unless the names can be drawn at `now`, by `people`; with `closes`, registration may still be open. */
  mustBeReadyToDraw(people: number, now: Date, closes = false): void {
    const isOpen = closes && this.state === 'registration_open'
    if (!isOpen) this.mustBe('registration_closed')
    if (this.exchangeDate < localDate(now, this.timezone)) {
      throw new RuleBroken({ code: 'gift day is over', date: this.exchangeDate })
    }
    if (people < fewestParticipants) {
      throw new RuleBroken({ code: 'too few people', people, least: fewestParticipants, state: this.state })
    }
  }

  /** Throws RuleBroken unless registration is closed; with `closes` it is closed first. */
  becomeMatched(closes = false): void {
    if (closes && this.state === 'registration_open') this.closeRegistration()
    this.move('registration_closed', 'matched')
  }

  /** Throws RuleBroken unless the names are drawn. */
  undoDraw(): void {
    this.move('matched', 'registration_closed')
    this.surpriseEndsAt = null
  }

  /** Whether a draw can be repaired for `people` who will take part then. Throws RuleBroken unless the names are drawn. */
  mustAllowRepair(people: number): void {
    this.mustBe('matched')
    if (people < fewestParticipants) throw new RuleBroken({ code: 'too few would be left', least: fewestParticipants })
  }

  /** Throws RuleBroken when it is too late for rules. */
  mustAllowRules(): void {
    if (this.state === 'completed') throw new RuleBroken({ code: 'too late for rules', exchange: this.name })
  }

  /** Whether only the organiser knows of it yet. */
  isDraft(): boolean {
    return this.state === 'draft'
  }

  /** Whether there is a draw, if only of a time gone by. */
  hasDraw(): boolean {
    return statesWithDraw.includes(this.state)
  }

  /** Whether the names are drawn, so that whoever joins or leaves, and any new rule, changes who gives to whom. */
  isDrawn(): boolean {
    return this.state === 'matched'
  }

  /** Ends the exchange at `now`, early or by the clock. Throws RuleBroken unless the names are drawn. */
  complete(now: Date): void {
    this.move('matched', 'completed')
    this.completedAt = now
  }

  /**
   * Changes details, or, when some can't stand, none of them. `joined` people take part now. Details that come as they
   * are pass in every state that has something to change. Throws RuleBroken for one that can't be changed any more.
   */
  edit(details: Partial<ExchangeDetails>, { now, joined }: { now: Date; joined: number }): Mistakes {
    const given = Object.keys(details) as (keyof ExchangeDetails)[]
    // A name from before marks were taken off comes back without them, and is the same.
    const isSame = (detail: keyof ExchangeDetails) => details[detail] === this[detail] || (detail === 'name' && details.name === withoutMarks(this.name))
    const changed = given.filter((detail) => !isSame(detail))
    const refusal = whyNotEditable(this, changed)
    if (refusal) throw new RuleBroken(refusal)
    // Who joined was told that it would be forgotten.
    if (changed.includes('rememberPairs') && details.rememberPairs && this.hasDraw()) throw new RuleBroken({ code: 'too late to remember' })
    const mistakes = mistakesIn(this, changed, details, { now, joined })
    if (Object.keys(mistakes).length > 0) return mistakes
    if (this.isDrawn() && (changed.includes('exchangeDate') || changed.includes('timezone'))) this.keepTheSurprise()
    Object.assign(this, details)
    return mistakes
  }

  /** The invitation link leads by this slug from now on; the old one leads nowhere. */
  replaceLink(slug: string): void {
    this.slug = slug
  }

  /** Remembers when the gift day is over that people were told, before another one takes its place: moving it must not end the surprise. */
  private keepTheSurprise(): void {
    const end = endOfDay(this.exchangeDate, this.timezone)
    if (!this.surpriseEndsAt || this.surpriseEndsAt < end) this.surpriseEndsAt = end
  }

  private mustCloseLater(now: Date): void {
    if (this.registrationCloseDate < localDate(now, this.timezone)) {
      throw new RuleBroken({ code: 'close date is over', date: this.registrationCloseDate })
    }
  }

  /** Once the names are drawn, givers know people by their names. Throws RuleBroken. */
  mustAllowRenaming(): void {
    if (!statesBeforeDraw.includes(this.state)) {
      throw new RuleBroken({ code: 'too late for names', exchange: this.name, state: this.state })
    }
  }

  /** Somebody who leaves once registration is closed leaves a gap that only the organiser can mend. Throws RuleBroken. */
  mustLetWithdraw(wasAdded: boolean): void {
    const refusal = whyMayNotLeave(this, wasAdded)
    if (refusal) throw new RuleBroken(refusal)
  }

  /** Whether somebody could leave alone now. */
  letsWithdraw(wasAdded: boolean): boolean {
    return whyMayNotLeave(this, wasAdded) === undefined
  }

  /** The organiser adds people by hand from the opening of registration until the end. Throws RuleBroken. */
  mustLetAdd(): void {
    if (this.state === 'draft') throw new RuleBroken({ code: 'too early to add', exchange: this.name })
    if (this.state === 'completed') throw new RuleBroken({ code: 'too late to add', exchange: this.name })
  }

  /** The organiser comes in alone until the names are drawn, while there is room beside the `joined` people. Throws RuleBroken. */
  mustLetTakePart(joined: number): void {
    if (this.isDrawn()) throw new RuleBroken({ code: 'come in under people', exchange: this.name })
    if (!statesBeforeDraw.includes(this.state)) throw new RuleBroken({ code: 'too late to join', exchange: this.name })
    if (roomBeside(this, joined) === 0) throw new RuleBroken({ code: 'full for an organiser', exchange: this.name })
  }

  /** Each one who is added after the draw changes it, so that a whole list is only for before. Throws RuleBroken. */
  mustLetAddMany(): void {
    this.mustLetAdd()
    if (this.isDrawn()) throw new RuleBroken({ code: 'too late to add many', exchange: this.name })
  }

  /** The organiser takes people out until the end. Throws RuleBroken. */
  mustLetRemove(): void {
    if (this.state === 'completed') throw new RuleBroken({ code: 'too late to remove', exchange: this.name })
  }

  /** An address counts for as long as mail goes to it. Throws RuleBroken. */
  mustAllowNewAddress(): void {
    if (this.state === 'completed') throw new RuleBroken({ code: 'too late for addresses', exchange: this.name })
  }

  /** Before registration opens there is nobody to write to. Throws RuleBroken. */
  mustAllowMessages(): void {
    if (this.state === 'draft') throw new RuleBroken({ code: 'too early for messages', exchange: this.name })
  }

  private move(from: ExchangeState, to: ExchangeState): void {
    this.mustBe(from)
    this.state = to
  }

  private mustBe(state: ExchangeState): void {
    if (this.state !== state) {
      throw new RuleBroken({ code: 'only possible in another state', exchange: this.name, state: this.state, needed: state })
    }
  }
}
ExchangeSchema.setClass(Exchange)
