import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { retryEmails } from '../mail/outbox.ts'
import { tryAtOnce } from '../mail/pace.ts'
import { readTrouble } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { answer, conclude } from '../web/answer.tsx'
import { parseForm } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { RetryForm } from './forms.ts'
import { type Mail, MailPage, MailPart } from './pages.tsx'
import { countEmails, readEmails } from './reads.ts'

export const mailroom = new Hono<Site>()

mailroom.get('/admin/mail', adminOnly, async (c) => {
  return answer(c, <MailPart mail={await readMail(c)} />, (part, frame) => <MailPage frame={frame}>{part}</MailPage>)
})

mailroom.post('/admin/mail', adminOnly, async (c) => {
  const form = await parseForm(c, RetryForm)
  const { em, parts } = c.var
  const trouble = await readTrouble(em)
  const count = await retryEmails(em, parts.world, form.ok ? form.values.email_id : undefined)
  await tryAtOnce(em)
  parts.deliverSoon()
  const waiting = count + (trouble?.waiting ?? 0)
  const text = waiting === 0 ? 'There is nothing to try again.' : `${waiting === 1 ? 'The e-mail is' : `${waiting} e-mails are`} on the way again.`
  return conclude(c, paths.mail(), text, <MailPart mail={await readMail(c)} isAnswer />)
})

async function readMail(c: SiteContext): Promise<Mail> {
  return { emails: await readEmails(c.var.em), counts: await countEmails(c.var.em), trouble: await readTrouble(c.var.em) }
}
