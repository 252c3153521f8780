import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Child, Html } from '#jsx/jsx-runtime'
import { Message } from '../ui/message.tsx'
import { type Flash, takeFlash } from './flash.ts'
import type { SiteContext } from './parts.ts'

/** What a whole page needs from the request: the message left by the step before. */
export type Frame = { flash: Flash | undefined }

/**
 * One URL, one answer: htmx gets the fragment and the message left by the step before, everybody else the page around it.
 * Nothing outside this file knows of htmx's headers.
 */
export function answer(c: SiteContext, fragment: Html, page: (part: Child, frame: Frame) => Html, status: ContentfulStatusCode = 200): Response {
  c.header('Vary', 'HX-Request-Type')
  if (!wantsFragment(c)) return show(c, (frame) => page(fragment, frame), status)
  const flash = takeFlash(c)
  return c.html(`${fragment}${flash ? <FlashPart flash={flash} /> : ''}`, status)
}

/** Puts a message above the page, and swaps nothing else. */
export function FlashPart({ flash }: { flash: Flash }) {
  return (
    <hx-partial hx-target="#messages">
      <Message {...flash} />
    </hx-partial>
  )
}

/** Answers with a whole page. */
export function show(c: SiteContext, page: (frame: Frame) => Html, status: ContentfulStatusCode = 200): Response {
  return c.html(`<!doctype html>${page({ flash: takeFlash(c) })}`, status)
}

/** Sends the browser on to an address whose fragment takes the place of what was sent: 303, which htmx follows without leaving the page. */
export function goOn(c: SiteContext, path: string): Response {
  return c.redirect(path, 303)
}

/** Sends the browser to another page of this site: 303, or htmx's word for leaving the page. */
export function goTo(c: SiteContext, path: string): Response {
  c.header('Vary', 'HX-Request-Type')
  if (!wantsFragment(c)) return c.redirect(path, 303)
  c.header('HX-Redirect', path)
  return c.body(null, 204)
}

function wantsFragment(c: SiteContext): boolean {
  return c.req.header('HX-Request-Type') === 'partial'
}
