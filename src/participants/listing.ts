import { byName } from '../ui/by-name.ts'
import type { ListQuery } from './forms.ts'
import type { ListedPerson } from './reads.ts'

/** Those whom the query asks for, in its order. */
export function choosePeople(everybody: ListedPerson[], { search, show, sort }: ListQuery): ListedPerson[] {
  const wanted = plain(search)
  return everybody
    .filter((person) => filters[show](person) && (plain(person.name).includes(wanted) || person.email.includes(wanted)))
    .sort((one, other) => orders[sort](one, other) || byName(one, other))
}

/** Whether the newest e-mail with a link did not get through, or none could be sent. */
export function mailFailed({ mail }: ListedPerson): boolean {
  return mail !== 'queued' && mail !== 'sent'
}

const filters: Record<ListQuery['show'], (person: ListedPerson) => boolean> = {
  everybody: ({ hasLeft }) => !hasLeft,
  'not-signed-in': ({ hasLeft, signedIn }) => !hasLeft && !signedIn,
  'mail-failed': (person) => !person.hasLeft && mailFailed(person),
  'not-looked': ({ hasLeft, looked }) => !hasLeft && !looked,
  left: ({ hasLeft }) => hasLeft === 1,
}

/** What needs a look comes first. */
const orders: Record<ListQuery['sort'], (one: ListedPerson, other: ListedPerson) => number> = {
  name: byName,
  email: (one, other) => (one.email < other.email ? -1 : 1),
  joined: (one, other) => other.joinedAt - one.joinedAt,
  mail: (one, other) => Number(mailFailed(other)) - Number(mailFailed(one)) || Number(one.mail === 'sent') - Number(other.mail === 'sent'),
  'signed-in': (one, other) => one.signedIn - other.signedIn,
  looked: (one, other) => one.looked - other.looked,
}

/** Without marks and capitals, so that “zoe” finds Zoë. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
