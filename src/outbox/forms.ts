import * as v from 'valibot'

/** Which e-mail to try again; all that failed when none is named. */
export const RetryForm = v.object({ email_id: v.optional(v.string()) })
