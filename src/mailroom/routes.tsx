import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { retryEmails } from '../mail/outbox.ts'
import { endPause, tryAtOnce } from '../mail/pace.ts'
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
  const id = form.ok ? form.values.email_id : undefined
  const held = id === undefined ? ((await readTrouble(em))?.waiting ?? 0) : 0
  const count = held + (await retryEmails(em, parts.world, id))
  await (id === undefined ? tryAtOnce(em, parts.world) : endPause(em))
  parts.deliverSoon()
  const text = count === 0 ? 'There’s nothing to try again.' : `${count === 1 ? 'The e-mail is' : `${count} e-mails are`} on the way again.`
  return conclude(c, paths.mail(), text, <MailPart mail={await readMail(c)} isAnswer />)
})

async function readMail(c: SiteContext): Promise<Mail> {
  const { em, parts } = c.var
  const trouble = await readTrouble(em)
  // While all wait, none is tried before the next try of all.
  const emails = (await readEmails(em, parts.vault)).map((email) => ({ ...email, dueAt: Math.max(email.dueAt, trouble?.nextTryAt ?? 0) }))
  return { emails, counts: await countEmails(em), trouble, way: parts.mail.way }
}
