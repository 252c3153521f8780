import * as v from 'valibot'
import { isCommonPassword } from '../auth/common-password.ts'
import { later, type Printer } from '../language/printer.ts'
import { addressOfSomebody, checkbox, countCharacters, emailAddress, type Form, personName, refuse } from '../web/form.ts'

const shortest = 12
const longest = 256

/** Any characters, counted as people count them; nothing is trimmed. */
const newPassword = v.pipe(
  v.optional(v.string(), ''),
  v.check((password) => countCharacters(password) >= shortest, later('forms.password.tooShort', { least: shortest })),
  v.check((password) => countCharacters(password) <= longest, later('forms.password.tooLong', { most: longest })),
)

/** A new password, given twice. */
export const NewPasswordForm = v.pipe(
  v.object({ password: newPassword, password_confirm: v.optional(v.string(), '') }),
  v.forward(
    v.check(({ password, password_confirm }) => password === password_confirm, later('forms.password.different')),
    ['password_confirm'],
  ),
)

export const EmailForm = v.object({ email: emailAddress })

/** Invites whoever has that address. */
export const InviteForm = v.object({ email: addressOfSomebody(later('forms.person.email')) })

/** What an invited organiser fills in. */
export const InvitationForm = v.intersect([v.object({ name: personName(later('forms.yourName')) }), NewPasswordForm])

export const WithdrawForm = v.object({ invitation_id: v.string() })
export const HandOverForm = v.object({ exchange_id: v.optional(v.string(), ''), to: v.optional(v.string(), '') })
export const RemoveAccountForm = v.object({ to: v.optional(v.string(), ''), version: v.optional(v.string(), '') })

/** What the settings page is asked to do. */
export const SettingsForm = v.object({ change: v.picklist(['email', 'drop-email', 'password', 'sign-out']), session_id: v.optional(v.string(), '') })

export const SetupForm = v.intersect([v.object({ email: emailAddress }), NewPasswordForm])

export const LoginForm = v.object({ email: emailAddress, password: v.optional(v.string(), ''), remember_me: checkbox })

/** Refuses a form whose new password is a common one, or too close to the address that `emailOf` finds. */
export async function withUncommonPassword<Values extends { password: string }>(
  form: Form<Values>,
  t: Printer,
  emailOf: (values: Values) => string = () => '',
): Promise<Form<Values>> {
  if (!form.ok) return form
  const email = emailOf(form.values)
  if (!(await isCommonPassword(form.values.password, [email, ...email.split(/\W+/)]))) return form
  return refuse(form, 'password', t('forms.password.common'))
}
