import { defineEntity, p } from '@mikro-orm/core'
import { belongsTo, columns } from '../database/columns.ts'
import { Participant } from '../participants/participant.ts'

/** The most characters that each field of a wish may have. A link is one of a shop at its longest. */
export const longest = { title: 200, link: 2000, note: 1000, price: 40 } as const

/** How many wishes one person may have on the list. */
export const mostWishes = 50

/** What somebody says of a wish; `link` is a complete http or https address, and like `note` and `price` empty where there is none. */
export type WishContents = { title: string; link: string; note: string; price: string; mostWanted: boolean }

/** The names of what is said of a wish. */
export const contentsOfWish = ['title', 'link', 'note', 'price', 'mostWanted'] as const satisfies (keyof WishContents)[]

const contents = {
  title: p.string().length(longest.title),
  link: p.text(),
  note: p.text(),
  price: p.string().length(longest.price),
  mostWanted: p.boolean(),
}

const WishSchema = defineEntity({
  name: 'Wish',
  tableName: 'wish',
  properties: {
    ...columns,
    participant: () => belongsTo(Participant).index(false),
    /** Orders the list of a person; neither without gaps nor from any number. */
    position: p.integer(),
    ...contents,
    /** From 1, and one more with each change of the contents. */
    version: p.integer(),
    /** When the contents were last changed. */
    changedAt: p.datetime(),
    /** When it was taken off the list of a person whose name was drawn; null while it stands there. */
    removedAt: p.datetime().strictNullable(),
  },
  indexes: [{ properties: ['participant', 'position'] }],
})

/** One thing that somebody wishes for. */
export class Wish extends WishSchema.class {
  /** Says something else of it. Returns whether anything changed. */
  change(now: Date, contents: Partial<WishContents>): boolean {
    if (contentsOfWish.every((name) => contents[name] === undefined || contents[name] === this[name])) return false
    Object.assign(this, contents)
    this.version += 1
    this.changedAt = now
    return true
  }

  /** Changes places with another wish of the same list. */
  swapWith(other: Wish): void {
    ;[this.position, other.position] = [other.position, this.position]
  }

  /** Takes it off the list, and keeps it for whoever gives to this person. */
  takeOff(now: Date): void {
    this.removedAt = now
  }
}
WishSchema.setClass(Wish)

const WishRevisionSchema = defineEntity({
  name: 'WishRevision',
  tableName: 'wish_revision',
  properties: {
    ...columns,
    wish: () => belongsTo(Wish).index(false),
    version: p.integer(),
    ...contents,
  },
  uniques: [{ properties: ['wish', 'version'] }],
})

/** What a wish was like at an earlier version. Kept of every wish that is changed once the names are drawn, so that no row tells which ones a giver had taken. */
export class WishRevision extends WishRevisionSchema.class {}
WishRevisionSchema.setClass(WishRevision)
