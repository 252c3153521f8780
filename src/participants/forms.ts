import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { addressOfSomebody, checkbox, isVisible, line, personName, sentText, text } from '../web/form.ts'
import { readVersion } from '../web/version.ts'
import { nudges } from './nudges.ts'
import { longestGiftIdeas } from './participant.ts'

/** What the form's fields were when it was made. */
const version = v.pipe(v.optional(v.string(), ''), v.transform(readVersion))

export const GiftIdeasForm = v.object({ gift_ideas: sentText(longestGiftIdeas), version })

export const ProfileForm = v.object({ name: personName(later('forms.yourName')), gift_ideas: sentText(longestGiftIdeas), version })

/** The button alone; `ask` = `organiser` where only the organiser can take somebody out. */
export const WithdrawForm = v.object({ ask: v.optional(v.string(), '') })

/** What somebody chooses who would rather not take part. */
export const DeclineForm = v.object({ choice: v.picklist(['leave', 'never', 'again']) })

/** A form about invitations names the preference that it is about; any other is about reminders, and about invitations where it has that box ticked. */
export const PreferencesForm = v.object({ preference: v.optional(v.string(), ''), reminder_enabled: checkbox, invite_again: checkbox })

const email = addressOfSomebody(later('forms.person.email'))

/** Somebody whom the organiser adds. */
export const PersonForm = v.object({ name: personName(later('forms.person.name')), email })

export const AddressForm = v.object({ email })

/** What a second, deliberate step sends. */
export const yes = v.pipe(
  v.optional(v.string(), ''),
  v.transform((value) => value === 'yes'),
)

/** Whose button sent a fresh link: one in the list, or the one on the person's own page. */
export const ResendForm = v.object({ from: v.fallback(v.picklist(['list', 'person']), 'list') })

/** The most characters that a message to everyone may have. */
export const longestMessage = 5000

/** `nonce` tells a message that is sent twice by mistake from two messages that say the same. */
export const MessageForm = v.object({
  subject: v.pipe(line(200), v.check(isVisible, later('forms.message.subject'))),
  message: v.pipe(text(longestMessage), v.check(isVisible, later('forms.message.message'))),
  confirm: yes,
  nonce: v.fallback(v.optional(v.pipe(v.string(), v.uuid())), undefined),
})

/** What people are nudged to do. */
export const NudgeForm = v.object({ kind: v.picklist(nudges) })

const listFilters = ['everybody', 'wants-out', 'mail-failed', 'not-signed-in', 'no-ideas', 'not-answered', 'ready', 'not-looked', 'looked', 'left'] as const
const listOrders = ['name', 'email', 'joined', 'status'] as const

/** What the list of people shows, from the query of its address; what makes no sense counts as not said. */
export const ListQuery = v.object({
  search: v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(255)), ''),
  show: v.fallback(v.picklist(listFilters), 'everybody'),
  sort: v.fallback(v.picklist(listOrders), 'name'),
})
export type ListQuery = v.InferOutput<typeof ListQuery>

/** The yes that a repair of the draw needs. */
export const RepairForm = v.object({ confirm: v.optional(v.string(), '') })
