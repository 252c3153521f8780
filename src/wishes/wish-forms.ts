import * as v from 'valibot'
import { later } from '../language/printer.ts'
import { checkbox, isVisible, line, text } from '../web/form.ts'
import { completedLink, domainOf, linkIn } from '../web/link.ts'
import { readVersion } from '../web/version.ts'
import { longest, type WishContents } from './wish.ts'

const link = v.pipe(
  line(longest.link),
  v.transform((typed) => (typed === '' ? '' : (completedLink(typed) ?? completedLink(linkIn(typed)?.link ?? ' ')))),
  v.string(later('wishes.link.strange')),
  v.check((complete) => complete.length <= longest.link, later('wishes.link.tooLong')),
)

const fields = { title: line(longest.title), link, note: text(longest.note), price: line(longest.price), most_wanted: checkbox }

type Fields = { title: string; link: string; note: string; price: string; most_wanted: boolean }

const missing = later('wishes.title.missing')

/** Somebody who gives a link alone, in whichever of the two fields, has said what it is. */
function saysWhat({ title, link }: Pick<Fields, 'title' | 'link'>): boolean {
  return isVisible(title) || link !== ''
}

/** An address that was pasted where the title goes belongs into the other field, which has room for it. */
const withLinkInItsField = v.transform((typed: Record<string, string>) => {
  const { title = '', link = '' } = typed
  return link.trim() === '' && /^\s*https?:\/\/\S+\s*$/i.test(title) && completedLink(title.trim()) !== undefined ? { ...typed, title: '', link: title } : typed
})

const texts = v.record(v.string(), v.string())

/** A wish to add. */
export const NewWishForm = v.pipe(texts, withLinkInItsField, v.object(fields), v.forward(v.partialCheck([['title'], ['link']], saysWhat, missing), ['title']))

const version = v.pipe(v.optional(v.string(), ''), v.transform(readVersion))

/** A wish to change; `version` is what the form's fields were when it was made. */
export const WishForm = v.pipe(
  texts,
  withLinkInItsField,
  v.object({ ...fields, version }),
  v.forward(v.partialCheck([['title'], ['link']], saysWhat, missing), ['title']),
)

/** The button alone. */
export const DeleteWishForm = v.object({})

/** Where a wish goes, and, from our own pages, its place in the list when the page was made. */
export const MoveForm = v.object({
  direction: v.picklist(['up', 'down']),
  place: v.fallback(v.optional(v.pipe(v.string(), v.digits(), v.toNumber())), undefined),
})

/** What a form says, in the words of the entity. A link alone is called by its domain. */
export function contentsFrom({ title, link, note, price, most_wanted: mostWanted }: Fields): WishContents {
  return { title: isVisible(title) ? title : domainOf(link).slice(0, longest.title), link, note, price, mostWanted }
}

/** The contents that the form held: what was not sent stays as it is, save the box, which browsers leave out when it is not ticked. */
export function sentContents(values: Fields, typed: Record<string, string>): Partial<WishContents> & Pick<WishContents, 'title'> {
  const { title, mostWanted, ...texts } = contentsFrom(values)
  const sent = Object.entries(texts).filter(([name, text]) => typed[name] !== undefined || text !== '')
  return { title, mostWanted, ...Object.fromEntries(sent) }
}

/** What stands in the form for a wish at first. */
export function typedFrom({ title, link, note, price, mostWanted }: WishContents): Record<string, string> {
  return { title, link, note, price, ...(mostWanted && { most_wanted: 'on' }) }
}

/** What stands in the form of a page that a phone shares something with: apps put the address into the text, with or without words around it. */
export function typedFromShared({ title = '', link = '', note = '' }: Record<string, string>): Record<string, string> {
  const found = link === '' ? linkIn(note) : undefined
  return found ? { title, link: found.link, note: found.rest === title ? '' : found.rest } : { title, link, note }
}
