import * as v from 'valibot'
import { codeIn } from '../auth/code.ts'
import { later } from '../language/printer.ts'
import { longestGiftIdeas } from '../participants/participant.ts'
import { checkbox, emailAddress, personName, text } from '../web/form.ts'

export const RegistrationForm = v.object({
  name: personName(later('forms.yourName')),
  email: emailAddress,
  gift_ideas: text(longestGiftIdeas),
  reminder_enabled: checkbox,
})
export type Registration = v.InferOutput<typeof RegistrationForm>

export const AccessForm = v.object({ email: emailAddress })

/** The code of an e-mail, out of all that is pasted for one. */
export const CodeForm = v.object({
  code: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(later('forms.code.missing')),
    v.transform((typed) => codeIn(typed) ?? ''),
    v.nonEmpty(later('forms.code.wrong')),
  ),
})

/** What somebody answers who asked to be invited again. */
export const ReturnForm = v.object({ choice: v.picklist(['yes', 'no']) })

/** What somebody types; too long a text is counted, not refused. */
export const CountForm = v.object({ gift_ideas: v.optional(v.string(), '') })
