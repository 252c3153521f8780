import { LinkifyIt } from 'linkify-it'
import type { Child } from '#jsx/jsx-runtime'
import { flattened } from '../html/jsx-runtime.ts'
import { memoize } from '../memoize.ts'

/** Only what begins with http:// or https:// becomes a link; bare hosts and e-mail addresses stay text. */
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false, urlAuth: true })

/** A text that someone wrote, line breaks kept, web addresses made links. `isAside` sets it smaller, beside something that matters more. */
export function UserText({ text, isAside }: { text: string; isAside?: boolean }) {
  return (
    <div class={isAside ? 'user-text aside' : 'user-text'} dir="auto">
      {withLinks(text)}
    </div>
  )
}

/** Everybody of an exchange reads the same description, each their own ideas again and again, and looking for links takes longer than all else of a text. */
const withLinks = memoize(
  (text: string) => flattened(linked(text)),
  (text) => text,
)

function linked(text: string) {
  const parts: Child[] = []
  let end = 0
  for (const { index, 0: scheme } of text.matchAll(/(?<![\p{L}\p{N}])https?:(?=\/\/)/giu)) {
    if (index < end) continue
    const path = index + scheme.length
    const length = linkify.testSchemaAt(text, scheme, path)
    const url = withoutMarks(text.slice(index, path + length), lineBefore(text, index))
    // Before an @ stands a name, which is there to look like the host that it is not.
    if (length === 0 || !/^https?:\/\/[^/?#@]+([/?#]|$)/i.test(url)) continue
    parts.push(text.slice(end, index), <UserLink url={url} />)
    end = index + url.length
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}

/** What stands before `index` in its line, as far as it matters. */
function lineBefore(text: string, index: number): string {
  return text.slice(Math.max(0, index - 200), index).replace(/^.*\n/s, '')
}

/** Quotes, brackets of all scripts and their points, which no address holds as they are; a link of Markdown ends one, too. */
const never = /[`“”„‟«»‹›「」『』【】〔〕《》〈〉（）｢｣，。、；：！？…]|\]\(/

/**
 * An address without the marks of chats and Markdown, and invisible ones, behind it. Stars and points are never its own; an underscore or a tilde is, unless
 * one in the line before opened what this one closes.
 */
function withoutMarks(address: string, before: string): string {
  let url = address.split(never, 1)[0] as string
  for (let length = 0; length !== url.length; ) {
    length = url.length
    url = url.replace(/[*'’‘"!?.,;:|\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$/u, '')
    for (const mark of ['_', '~']) if (opens(before, mark)) url = url.replace(new RegExp(`${mark}+$`), '')
  }
  return url
}

function opens(before: string, mark: string): boolean {
  return new RegExp(`(?:^|[^\\p{L}\\p{N}${mark}])${mark}+(?![\\s${mark}])`, 'u').test(`${before}h`)
}

function UserLink({ url }: { url: string }) {
  return (
    <a href={url} rel="noopener noreferrer nofollow ugc" target="_blank">
      {url}
    </a>
  )
}
