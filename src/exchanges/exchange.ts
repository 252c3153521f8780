import { RuleBroken } from '../errors.ts'
import { withoutMarks } from '../web/marks.ts'
import { type ExchangeDetails, type Mistakes, mistakesIn, mustAllowEditing } from './exchange-details.ts'
import { ExchangeSchema } from './exchange-schema.ts'
import { type ExchangeState, statesBeforeDraw } from './exchange-states.ts'
import { localDate } from './local-date.ts'
import { whyNobodyLeaves } from './permissions.ts'

/** Fewest people that a draw makes sense for. */
export const fewestParticipants = 3

/** How a draw came about: the method's name, and what may be said of the result. */
export type DrawReport = { method: string; isCircle: boolean | null; isUniform: boolean }

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
      throw new RuleBroken({ code: 'too few people', people, least: fewestParticipants, isOpen })
    }
  }

  /** Notes which draw counts, and how it came about. Throws RuleBroken unless registration is closed; with `closes` it is closed first. */
  becomeMatched(drawId: string, report: DrawReport, closes = false): void {
    if (closes && this.state === 'registration_open') this.closeRegistration()
    this.move('registration_closed', 'matched')
    this.drawId = drawId
    this.reportDraw(report)
  }

  /** Notes how the draw that counts came about. */
  reportDraw({ method, isCircle, isUniform }: DrawReport): void {
    this.drawMethod = method
    this.drawIsCircle = isCircle
    this.drawIsUniform = isUniform
  }

  /** Forgets the draw. Throws RuleBroken unless the names are drawn. */
  undoDraw(): void {
    this.move('matched', 'registration_closed')
    this.drawId = this.drawMethod = this.drawIsCircle = this.drawIsUniform = null
  }

  /** The draw that a repair mends, for `people` who will take part then. Throws RuleBroken unless the names are drawn. */
  mustAllowRepair(people: number): string {
    this.mustBe('matched')
    if (people < fewestParticipants) throw new RuleBroken({ code: 'too few would be left', least: fewestParticipants })
    return this.drawId as string
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
    return this.drawId !== null
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

  /** Whether `typed` shows that this exchange is meant: its name, or anything for a draft, which nobody but the organiser knows. */
  isNamed(typed: string): boolean {
    return this.state === 'draft' || plain(typed) === plain(this.name)
  }

  /** Whether people have joined, or may join, and the gifts are still to come. */
  isUnderWay(): boolean {
    return this.state === 'registration_open' || this.state === 'registration_closed' || this.state === 'matched'
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
    mustAllowEditing(this, changed)
    const mistakes = mistakesIn(this, changed, details, { now, joined })
    if (Object.keys(mistakes).length === 0) Object.assign(this, details)
    return mistakes
  }

  /** The invitation link leads by this slug from now on; the old one leads nowhere. */
  replaceLink(slug: string): void {
    this.slug = slug
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
    const refusal = whyNobodyLeaves(this, wasAdded)
    if (refusal) throw new RuleBroken(refusal)
  }

  /** Whether somebody could leave alone now. */
  letsWithdraw(wasAdded: boolean): boolean {
    return whyNobodyLeaves(this, wasAdded) === undefined
  }

  /** The organiser adds people by hand from the opening of registration until the end. Throws RuleBroken. */
  mustLetAdd(): void {
    if (this.state === 'draft') throw new RuleBroken({ code: 'too early to add', exchange: this.name })
    if (this.state === 'completed') throw new RuleBroken({ code: 'too late to add', exchange: this.name })
  }

  /** The organiser comes in alone until the names are drawn, while there is room beside the `joined` people. Throws RuleBroken. */
  mustLetTakePart(joined: number): void {
    if (this.isDrawn()) throw new RuleBroken({ code: 'come in under people', exchange: this.name })
    if (!statesBeforeDraw.includes(this.state)) throw new RuleBroken({ code: 'too late to join', exchange: this.name, state: this.state })
    if (this.roomBeside(joined) === 0) throw new RuleBroken({ code: 'full for an organiser', exchange: this.name })
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

  /** How many people can still be added beside the `joined` ones; Infinity without a limit. */
  roomBeside(joined: number): number {
    return this.maxParticipants === null ? Number.POSITIVE_INFINITY : Math.max(0, this.maxParticipants - joined)
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

/** Keyboards compose letters in two ways, and browsers show many spaces as one: neither is another name. */
function plain(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
