import * as v from 'valibot'
import { asciiDomain } from './form.ts'

/**
 * An e-mail address as another program gives it, in the same form. Nothing is taken off or read as something else, and a letter that only
 * becomes ASCII in lower case is refused: whoever chooses an address there must not come by another's.
 */
export const exactAddress = v.pipe(
  v.string(),
  v.regex(/^[!-~]+@[^@]+$/),
  v.transform((address) => asciiDomain(address.toLowerCase())),
  v.maxLength(254),
  v.rfcEmail(),
)
