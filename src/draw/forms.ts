import * as v from 'valibot'

/** The draw itself asks nothing; the password may be asked for beside it. */
export const DrawForm = v.object({})

/** Shows the match, or hides it again. */
export const LookForm = v.object({ show: v.optional(v.picklist(['yes', 'no']), 'yes') })
