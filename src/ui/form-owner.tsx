import type { Me } from '../auth/who.ts'
import type { Refusal } from '../language/refusals.ts'
import type { Refused } from '../web/form.ts'

/** A hidden field that says whose form it is: people sign in one after the other with one browser, and the pages of those before stay open. */
export function Owner({ id }: { id: string | undefined }) {
  return <input type="hidden" name="participant_id" value={id ?? ''} />
}

/** A form that keeps whose it was, or from now on is of `me`. */
export function ownedBy(me: Me, form: Refused): Refused {
  return { ...form, typed: { participant_id: me.id, ...form.typed } }
}

/** Why a form with what was `typed` into it is not sent by the participant whose it is, undefined when it is, or does not say whose. */
export function whyNotTheirs(typed: Record<string, string>, me: Me): Refusal | undefined {
  const { participant_id: owner = me.id } = typed
  return owner === me.id ? undefined : { code: 'not their form' }
}
