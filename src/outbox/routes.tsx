import { Hono } from 'hono'
import { organiserOnly } from '../auth/guards.ts'
import { retryEmails } from '../mail/outbox.ts'
import { endPause, tryAtOnce } from '../mail/pace.ts'
import { readTroubleFor } from '../mail/trouble.ts'
import { paths } from '../paths.ts'
import { answer, conclude } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { parseForm } from '../web/form.ts'
import { RetryForm } from './forms.ts'
import { type Mail, MailPage, MailPart } from './pages.tsx'
import { countEmails, countEmailsOfOthers, readEmails } from './reads.ts'

export const outbox = new Hono<Env>()

outbox.get('/admin/mail', organiserOnly, async (c) => {
  return answer(c, <MailPart mail={await readMail(c)} t={c.var.t} />, (part, frame) => <MailPage frame={frame}>{part}</MailPage>)
})

outbox.post('/admin/mail', organiserOnly, async (c) => {
  const form = await parseForm(c, RetryForm)
  const { em, services, accountSession } = c.var
  const id = form.ok ? form.values.email_id : undefined
  const held = id === undefined ? ((await readTroubleFor(em, accountSession.accountId))?.waiting ?? 0) : 0
  const count = held + (await retryEmails(em, services.world, accountSession.accountId, id))
  await (id === undefined ? tryAtOnce(em, services.world) : endPause(em))
  services.deliverSoon()
  return conclude(c, paths.mail(), c.var.t('outbox.retried', { count }), <MailPart mail={await readMail(c)} t={c.var.t} isAnswer />)
})

async function readMail(c: AppContext): Promise<Mail> {
  const { em, services } = c.var
  const { accountId } = c.var.accountSession
  const trouble = await readTroubleFor(em, accountId)
  // While all wait, none is tried before the next try of all.
  const emails = (await readEmails(em, services.vault, accountId)).map((email) => ({
    ...email,
    dueAt: trouble && trouble.nextTryAt > email.dueAt ? trouble.nextTryAt : email.dueAt,
  }))
  const [counts, othersCounts] = [await countEmails(em, accountId), await countEmailsOfOthers(em, accountId)]
  return { emails, counts, othersCounts, trouble, carrier: services.mail.carrier }
}
