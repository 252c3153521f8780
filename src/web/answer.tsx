import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Child, Html } from '#jsx/jsx-runtime'
import type { Language } from '../language/languages.ts'
import type { Printer } from '../language/printer.ts'
import { FlashMessage } from '../ui/message.tsx'
import { sendHtml } from './compression.ts'
import type { AppContext } from './env.ts'
import { type Flash, leaveFlash, takeFlash } from './flash.ts'
import { type KeptForm, keepForm, takeKeptForm } from './kept-form.ts'
import { rightAddress } from './right-address.ts'

/**
 * What the frame of a page needs from the request: the printer of its reader's language, the message left by the step before, what was typed in vain, the right address where the browser came by
 * another, whether e-mails wait for a mail service that takes none, and whether only its content is wanted.
 */
export type Frame = {
  t: Printer
  /** The languages to choose from, and where the choice leads back to. */
  choice?: { languages: readonly Language[]; next: string } | undefined
  flash: Flash | undefined
  kept?: KeptForm | undefined
  rightAddress?: string | undefined
  mailWaits?: boolean | undefined
  isPart?: boolean
}

/**
 * One URL, one answer: htmx gets the fragment alone, everybody else the page around it.
 * Nothing outside this file knows of htmx's headers.
 */
export function answer(c: AppContext, fragment: Html, page: (part: Child, frame: Frame) => Html, status: ContentfulStatusCode = 200): Response {
  if (wantsFragment(c)) return sendHtml(c, String(fragment), status, fragmentOrPage)
  return show(c, (frame) => page(fragment, frame), status)
}

/** Puts a message above the page, and swaps nothing else. */
export function FlashPart({ flash }: { flash: Flash }) {
  return (
    <hx-partial hx-target="#messages">
      <FlashMessage {...flash} />
    </hx-partial>
  )
}

/** Answers with a page that has no fragment of its own: htmx gets all that it says, without what stands on every page. */
export function show(c: AppContext, page: (frame: Frame) => Html, status: ContentfulStatusCode = 200): Response {
  const html = wantsFragment(c) ? String(page({ t: c.get('t'), flash: undefined, isPart: true })) : wholePage(c, page)
  return sendHtml(c, html, status, fragmentOrPage)
}

function wholePage(c: AppContext, page: (frame: Frame) => Html): string {
  return `<!doctype html>${page({ t: c.get('t'), choice: choiceOf(c), flash: takeFlash(c), kept: takeKeptForm(c), rightAddress: rightAddress(c), mailWaits: c.get('mailWaits') })}`
}

function choiceOf(c: AppContext): Frame['choice'] {
  const { languages } = c.get('services').printers
  if (languages.length < 2) return undefined
  return { languages, next: c.req.method === 'GET' ? pathIn(c.req.url) : pathIn(c.req.header('Referer')) || c.req.path }
}

/** The path of an address, with its query, which a page may depend on; of a form that was refused, the page's on which it stood: nothing may be there to be read at the form's own. */
function pathIn(address = ''): string {
  const start = address.indexOf('/', 'https://'.length)
  return start === -1 ? '' : address.slice(start)
}

/** Sends the browser to another page of this site: 303, or htmx's word for leaving the page. */
export function goTo(c: AppContext, path: string): Response {
  c.header('Vary', fragmentOrPage)
  if (!wantsFragment(c)) return c.redirect(path, 303)
  c.header('HX-Redirect', path)
  return c.body(null, 204)
}

/**
 * Keeps what was typed by somebody who turns out to be signed out. Returns whether it comes back with a later
 * page; a form that htmx sent stays where it is instead, since our script reads this header and does not leave.
 */
export async function saveWhatWasTyped(c: AppContext, owner: 'organiser' | 'participant'): Promise<boolean> {
  if (c.req.method !== 'POST') return false
  if (!wantsFragment(c)) return keepForm(c, owner)
  c.header('HX-Signed-Out', 'yes')
  return false
}

/** Ends a change: htmx gets what the change made of the page, with `text`, if there is any, above it; everyone else goes to `path` and reads it there. */
export function conclude(c: AppContext, path: string, text: string | undefined, changed: Html, kind: 'done' | 'notice' = 'done'): Response {
  if (!wantsFragment(c)) {
    if (text !== undefined) leaveFlash(c, text, kind)
    return goTo(c, path)
  }
  const message = text === undefined ? '' : <FlashPart flash={{ kind, text }} />
  return sendHtml(c, `${changed}${message}`, 200, fragmentOrPage)
}

/** The request header that one URL's two answers vary by. */
const fragmentOrPage = 'HX-Request-Type'

function wantsFragment(c: AppContext): boolean {
  return c.req.header(fragmentOrPage) === 'partial'
}
