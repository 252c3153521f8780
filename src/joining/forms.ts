import * as v from 'valibot'
import { longestGiftIdeas } from '../participants/participant.ts'
import { checkbox, emailAddress, personName, text } from '../web/form.ts'

export const RegistrationForm = v.object({
  name: personName('Please enter your name.'),
  email: emailAddress,
  gift_ideas: text('Gift ideas', longestGiftIdeas),
  reminder_enabled: checkbox,
})
export type Registration = v.InferOutput<typeof RegistrationForm>

export const AccessForm = v.object({ email: emailAddress })

/** What somebody types; too long a text is counted, not refused. */
export const CountForm = v.object({ gift_ideas: v.optional(v.string(), '') })
