import type { Refusal } from './language/refusals.ts'

/** A noun’s rule forbids what was asked. `attempt` rolls back and makes it the outcome of the verb, so that no check can be forgotten. */
export class RuleBroken extends Error {
  override name = 'RuleBroken'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** What was asked for does not exist, or does not exist any more: 404. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** Whoever sent this is signed out by now: has left, was taken out, or the exchange is gone. Answered as the guards answer the signed out. */
export class SignedOut extends Error {
  override name = 'SignedOut'
  readonly role: 'organiser' | 'participant'
  constructor(role: 'organiser' | 'participant') {
    super('That session has ended.')
    this.role = role
  }
}

/** An invitation link that leads nowhere: cut off, mistyped, or replaced by a new one. */
export class DeadInvitation extends NotFound {
  override name = 'DeadInvitation'
}

/** A link of an e-mail that was cut off, or grew, on the way, or is dead by now: what it was for. */
export class DeadLink extends NotFound {
  override name = 'DeadLink'
  readonly purpose: 'sign-in' | 'password' | 'reminders' | 'declining' | 'returning'
  constructor(purpose: DeadLink['purpose']) {
    super('That link has not the shape of one.')
    this.purpose = purpose
  }
}

/** Somebody who took part in an exchange, and does not any more. */
export class HasLeft extends NotFound {
  override name = 'HasLeft'
  readonly person: string
  readonly exchangeId: string
  constructor(person: string, exchangeId: string) {
    super('That participant has left.')
    this.person = person
    this.exchangeId = exchangeId
  }
}

/** A rule of an exchange that is gone by now. */
export class RuleGone extends NotFound {
  override name = 'RuleGone'
  readonly exchangeId: string
  constructor(exchangeId: string) {
    super('There is no such rule.')
    this.exchangeId = exchangeId
  }
}

/** It exists in an exchange that this person is not signed in to: 403. */
export class OtherExchange extends Error {
  override name = 'OtherExchange'
}

/** A signed-in organiser asks for what only the owner may see: 403. */
export class NotTheOwner extends Error {
  override name = 'NotTheOwner'
}

/** A signed-in organiser asks for an exchange that others organise: 403. */
export class ForeignExchange extends Error {
  override name = 'ForeignExchange'
}

/** A form that a browser sent from another site, or from an address of this one that is not its own: 403. */
export class WrongOrigin extends Error {
  override name = 'WrongOrigin'
}

/** The path is known, and takes other methods than that one: 405. */
export class WrongMethod extends Error {
  override name = 'WrongMethod'
  readonly allowed: string
  constructor(allowed: string) {
    super('That method is not allowed here.')
    this.allowed = allowed
  }
}

/** What was sent can't be read as a form: 422. */
export class UnreadableForm extends Error {
  override name = 'UnreadableForm'
}

/** Too many tries: 429. `retryAfter` is in whole seconds. */
export class TooManyTries extends Error {
  override name = 'TooManyTries'
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('That was tried too often.')
    this.retryAfter = retryAfter
  }
}

/** The app can't take this on at the moment: 503. `retryAfter` is in whole seconds. */
export class Overloaded extends Error {
  override name = 'Overloaded'
  readonly retryAfter: number
  constructor(retryAfter: number) {
    super('The app is busy.')
    this.retryAfter = retryAfter
  }
}

/** A setting, a file or another program keeps the app from starting. The message says which and how to mend it. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
