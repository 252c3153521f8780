import * as v from 'valibot'
import { codeIn } from '../auth/code.ts'
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

/** The code of an e-mail, out of all that is pasted for one. */
export const CodeForm = v.object({
  code: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('Please type the code from the e-mail.'),
    v.transform((typed) => codeIn(typed) ?? ''),
    v.nonEmpty('A code has 8 letters and digits, like ABCD EFGH, and never a 0, O, 1, I or L. Please check it.'),
  ),
})

/** What somebody types; too long a text is counted, not refused. */
export const CountForm = v.object({ gift_ideas: v.optional(v.string(), '') })
