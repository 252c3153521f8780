import { drawing } from './drawing.ts'
import type { RenderedEmail } from './email.ts'

/** A file that goes with an e-mail: one with a `contentId` is shown inside of it, any other stands beside it. */
type Attachment = { filename: string; contentType: string; base64: string; contentId?: string }

/**
 * What goes with an e-mail: the drawing, where its markup shows it, since what an older version stored goes out to the byte as it was; and
 * the calendar file. That has no METHOD, so that it is a date to keep and no invitation to answer.
 */
export function attachmentsOf({ html, calendar }: RenderedEmail): Attachment[] {
  const shown = html.includes(`src="cid:${drawing.contentId}"`) ? [drawing] : []
  if (calendar === undefined) return shown
  return [...shown, { filename: 'secret-santa.ics', contentType: 'text/calendar; charset=utf-8', base64: Buffer.from(calendar).toString('base64') }]
}
