import { LinkifyIt } from 'linkify-it'
import type { Child } from '#jsx/jsx-runtime'

/** Only what begins with http:// or https:// becomes a link; bare hosts and e-mail addresses stay text. */
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false, urlAuth: true })

/** A text that somebody wrote, line breaks kept, web addresses made links. */
export function UserText({ text }: { text: string }) {
  return (
    <div class="user-text" dir="auto">
      {withLinks(text)}
    </div>
  )
}

function withLinks(text: string): Child[] {
  if (!text.includes('://')) return [text]
  const parts: Child[] = []
  let end = 0
  for (const { index, lastIndex, url } of linkify.match(text) ?? []) {
    // Before an @ stands a name, which is there to look like the host that it is not.
    if (!/^https?:\/\/[^/?#@]+([/?#]|$)/i.test(url)) continue
    parts.push(text.slice(end, index), <UserLink href={url} text={text.slice(index, lastIndex)} />)
    end = lastIndex
  }
  return [...parts, text.slice(end)]
}

function UserLink({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} rel="noopener noreferrer nofollow ugc" target="_blank">
      {text}
    </a>
  )
}
