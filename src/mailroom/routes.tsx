import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { retryEmails } from '../mail/outbox.ts'
import { paths } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { parseForm } from '../web/form.ts'
import type { Site } from '../web/parts.ts'
import { RetryForm } from './forms.ts'
import { MailPage } from './pages.tsx'
import { countEmails, readEmails } from './reads.ts'

export const mailroom = new Hono<Site>()

mailroom.get('/admin/mail', adminOnly, async (c) => {
  const [emails, counts] = [await readEmails(c.var.em), await countEmails(c.var.em)]
  return show(c, (frame) => <MailPage emails={emails} counts={counts} frame={frame} />)
})

mailroom.post('/admin/mail', adminOnly, async (c) => {
  const form = await parseForm(c, RetryForm)
  const count = await retryEmails(c.var.em, c.var.parts.world, form.ok ? form.values.email_id : undefined)
  leaveFlash(c, count === 0 ? 'There is nothing to try again.' : `${count === 1 ? 'The e-mail is' : `${count} e-mails are`} on the way again.`)
  return goTo(c, paths.mail())
})
