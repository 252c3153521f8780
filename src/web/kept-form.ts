import type { Me } from '../auth/who.ts'
import type { Printer } from '../language/printer.ts'
import { leaveCookie, readCookie, removeCookie } from './cookies.ts'
import type { AppContext } from './env.ts'
import { keptFields } from './form.ts'
import { isVisit } from './visit.ts'

/** A form that somebody sent who is not signed in any more: where to, and what was in it. */
export type KeptForm = { path: string; fields: [string, string][] }

/** Whose form it was: the organiser’s is shown to the organiser alone; a participant’s, whom nobody knows now, on the very next page. */
type Owner = 'organiser' | 'participant'

const cookie = 'kept_form'
const keptSeconds = 60 * 60
/** Characters of all forms together: strangers may fill this, and then the oldest go. */
const mostKept = 4_000_000

/** Keyed by the secret in the browser's cookie. In memory alone, since strangers fill it: nothing of theirs goes to the disk. */
const keptForms = new Map<string, KeptForm & { owner: Owner; until: number; size: number }>()

/** Keeps what was typed into the form that was sent, passwords aside, until the same browser can have it back. Returns whether there was anything. */
export async function keepForm(c: AppContext, owner: Owner): Promise<boolean> {
  // A name typed to confirm deleting is not worth keeping.
  if (c.req.path.endsWith('/delete')) return false
  const fields = (await keptFields(c)).filter(([name]) => name !== 'confirm')
  if (!fields.some(([name, value]) => (nameOf(name) !== undefined || isChoice(name)) && value.trim() !== '')) return false
  const { world } = c.var.services
  const secret = world.randomBytes(32).toString('base64url')
  const size = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  keptForms.set(secret, { path: c.req.path, fields, owner, until: world.now().getTime() + keptSeconds * 1000, size })
  forgetTheOldest(world.now())
  leaveCookie(c, cookie, secret, keptSeconds)
  return true
}

/** What this browser's form held, which is given back once: to the organiser when signed in, to a participant with the next page. */
export function takeKeptForm(c: AppContext): KeptForm | undefined {
  const secret = readCookie(c, cookie)
  const kept = secret === undefined ? undefined : keptForms.get(secret)
  if (secret === undefined || kept === undefined || kept.until < c.var.services.world.now().getTime()) return undefined
  if (!isVisit(c) || !mayBeSeen(c, kept)) return undefined
  keptForms.delete(secret)
  removeCookie(c, cookie)
  return { path: kept.path, fields: kept.fields }
}

function mayBeSeen(c: AppContext, { owner, fields }: { owner: Owner; fields: KeptForm['fields'] }): boolean {
  if (owner === 'organiser') return c.get('accountSession') !== undefined
  const me: Me | undefined = c.get('me')
  return me === undefined || fields.every(([name, value]) => name !== 'participant_id' || value === me.id)
}

/** The texts that people type, by the names of their fields, and what they are called. */
const textNames = {
  name: 'keptForm.name',
  email: 'keptForm.email',
  gift_ideas: 'keptForm.giftIdeas',
  description: 'keptForm.description',
  budget: 'keptForm.budget',
  registration_close_date: 'keptForm.registrationCloseDate',
  exchange_date: 'keptForm.exchangeDate',
  max_participants: 'keptForm.maxParticipants',
  subject: 'keptForm.subject',
  message: 'keptForm.message',
  people: 'keptForm.people',
  reminder_days: 'keptForm.reminderDays',
  title: 'keptForm.wish',
  link: 'keptForm.link',
  note: 'keptForm.note',
  price: 'keptForm.price',
  text: 'keptForm.question',
  options: 'keptForm.options',
} as const

/** The key of what a field is called that holds a text; undefined for choices and what pages note for themselves. */
function nameOf(field: string) {
  if (field.startsWith('answer_')) return 'keptForm.answer'
  return Object.hasOwn(textNames, field) ? textNames[field as keyof typeof textNames] : undefined
}

/** What a field is called that holds a text; undefined for all others. */
export function textName(field: string, t: Printer): string | undefined {
  const name = nameOf(field)
  return name && t(name)
}

function isChoice(field: string): boolean {
  return field === 'participant_ids'
}

function forgetTheOldest(now: Date): void {
  let room = mostKept
  for (const [secret, { size, until }] of [...keptForms].reverse()) {
    room -= size
    if (room < 0 || until < now.getTime()) keptForms.delete(secret)
  }
}
