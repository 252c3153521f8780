import * as v from 'valibot'
import { text } from '../../web/form.ts'
import { PersonForm, yes } from '../forms.ts'
import { longestGiftIdeas } from '../participant.ts'
import type { Choice } from './columns.ts'
import { type Encoding, encodingNamed } from './encodings.ts'
import { type Role, roles } from './headings.ts'

/** Somebody in a list: what the form for one person checks, and gift ideas. */
export const ListedPersonForm = v.object({ ...PersonForm.entries, giftIdeas: text(longestGiftIdeas, 'giftIdeas') })

const encoding = v.pipe(
  v.optional(v.string()),
  v.transform((name): Encoding | undefined => encodingNamed(name)),
)

/**
 * `people` is the list as text; a file of the same can come beside it as `file`. `encoding` says how the letters of the file are
 * stored, and `decoded_as` how the text was read that came of it. `together` is what `keepTogether` wrote. `email_confirmed` comes for each
 * address that was asked about, and once for those before. `shown` is the fingerprint of the preview that the form stands on.
 */
export const ImportForm = v.object({
  people: v.optional(v.string(), ''),
  confirm: yes,
  encoding,
  decoded_as: encoding,
  together: v.optional(v.string(), ''),
  email_confirmed: v.optional(v.string(), ''),
  shown: v.optional(v.string()),
})

/** The name of the field that says what a column holds. */
export function columnField(place: number): string {
  return `column_${place}`
}

/** What was chosen for columns: what differs from how they had been recognised, which the preview says in `read_as`. */
export function choiceIn(typed: Record<string, string>): Choice {
  const recognised = typed.read_as?.split(' ') ?? []
  const chosen = Object.entries(typed).flatMap(([field, role]): [number, Role][] => {
    const [, place] = /^column_(\d{1,3})$/.exec(field) ?? []
    const isChosen = place !== undefined && (roles as readonly string[]).includes(role) && recognised[Number(place)] !== role
    return isChosen ? [[Number(place), role as Role]] : []
  })
  return new Map(chosen.toSorted(([one], [other]) => one - other))
}
