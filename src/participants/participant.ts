import { defineEntity, p, ref } from '@mikro-orm/core'
import { Account } from '../accounts/account.ts'
import { belongsTo, columns } from '../database/columns.ts'
import { wholeDay } from '../database/whole-day.ts'
import { Household } from '../draw/household.ts'
import { Exchange } from '../exchanges/exchange.ts'

/** The most characters that gift ideas may have. */
export const longestGiftIdeas = 10_000

const ParticipantSchema = defineEntity({
  name: 'Participant',
  tableName: 'participant',
  properties: {
    ...columns,
    exchange: () => belongsTo(Exchange).index(false),
    household: () => belongsTo(Household).nullable(),
    /** The organiser's account that takes part as this person, and may open their page; set by taking part while signed in, and by nothing else. */
    account: () => belongsTo(Account).index(false).nullable(),
    name: p.string().length(255),
    /** Trimmed and in lower case. */
    email: p.string().length(254),
    giftIdeas: p.text(),
    /** When the gift ideas were changed last; null while they are as they came. */
    giftIdeasChangedAt: p.datetime().nullable(),
    reminderEnabled: p.boolean(),
    /** Whether the person wants to be asked when there is a next exchange like this one. */
    inviteAgain: p.boolean().default(false),
    /** The language that was chosen, or seen when registering; null where nobody knows. */
    language: p.string().length(8).nullable(),
    /** Whether the organiser typed the address, whose owner may not know of it. */
    addedByOrganiser: p.boolean().default(false),
    /** On which day the person first signed in, which proves the address; null until then. */
    confirmedAt: p.datetime().strictNullable(),
    withdrawnAt: p.datetime().strictNullable(),
    /** Another random one when every session of this person is to end: those of any other version have. Whoever has nothing but the installation's secret doesn't know it, and can't make a session. */
    sessionVersion: p.string().length(60).default(''),
    /** On which day the person, who can't leave alone any more, asked the organiser to be taken out; null while that was not. */
    wantsOutAt: p.datetime().strictNullable(),
  },
  uniques: [{ properties: ['exchange', 'email'] }, { properties: ['account', 'exchange'] }],
  // How many take part stands on every page.
  indexes: [{ properties: ['email'] }, { properties: ['exchange', 'withdrawnAt'] }],
})

/** Somebody who takes part in one exchange. */
export class Participant extends ParticipantSchema.class {
  /** Takes part again after having withdrawn, with what was typed now. */
  rejoin(details: Pick<Participant, 'name' | 'giftIdeas' | 'reminderEnabled' | 'addedByOrganiser' | 'language'>): void {
    this.name = details.name
    this.giftIdeas = details.giftIdeas
    this.reminderEnabled = details.reminderEnabled
    this.addedByOrganiser = details.addedByOrganiser
    this.language = details.language
    this.withdrawnAt = null
    this.wantsOutAt = null
    this.account = null
    this.inviteAgain = false
  }

  /** Binds the participant to an organiser's account, whose sign-in proves the address. */
  belongTo(account: Account, now: Date): void {
    this.account = ref(account)
    this.confirmedAt ??= wholeDay(now)
  }

  /** Ends the binding to an account, and every session: only the mailbox lets in, as for everybody else, and the organiser can't open the page. */
  standAlone(sessionVersion: string): void {
    this.account = null
    this.sessionVersion = sessionVersion
  }

  rename(name: string): void {
    this.name = name
  }

  /** Notes the change, of which the giver is told. */
  wishFor(giftIdeas: string, now: Date): void {
    if (giftIdeas === this.giftIdeas) return
    this.giftIdeas = giftIdeas
    this.giftIdeasChangedAt = now
  }

  wantReminders(isWanted: boolean): void {
    this.reminderEnabled = isWanted
  }

  wantInvitation(isWanted: boolean): void {
    this.inviteAgain = isWanted
  }

  /** Changes the e-mail address to one that a sign-in has yet to prove: it may be that of somebody who never asked to be in. Every session ends. */
  moveTo(email: string, sessionVersion: string): void {
    this.email = email
    this.addedByOrganiser = true
    this.confirmedAt = null
    this.account = null
    this.inviteAgain = false
    this.sessionVersion = sessionVersion
  }

  /** Changes the address to that of the account; every session ends. */
  followAccount(email: string, sessionVersion: string): void {
    this.email = email
    this.sessionVersion = sessionVersion
  }

  /** Takes the person out of the exchange; every session ends. */
  withdraw(now: Date, sessionVersion: string): void {
    this.withdrawnAt = now
    this.account = null
    this.sessionVersion = sessionVersion
  }

  /** Notes that the person asks the organiser to be taken out. Returns whether that is new. */
  askToLeave(now: Date): boolean {
    const isNew = this.wantsOutAt === null
    this.wantsOutAt ??= wholeDay(now)
    return isNew
  }

  /** Undoes having been taken out. */
  comeBack(): void {
    this.withdrawnAt = null
  }

  moveInto(household: Household): void {
    this.household = ref(household)
  }

  /** Notes that the person opened a link that was sent to the address. */
  confirmAddress(now: Date): void {
    this.confirmedAt ??= wholeDay(now)
  }
}
ParticipantSchema.setClass(Participant)
