import { Hono } from 'hono'
import { adminOnly } from '../auth/guards.ts'
import { endSessionById } from '../auth/sign-in.ts'
import { needsPassword, passwordRefusal } from '../auth/weighty.ts'
import { TooManyTries } from '../errors.ts'
import { MailCard, type NotSent } from '../mailroom/mail-card.tsx'
import { readMailState } from '../mailroom/mail-state.ts'
import { testMail } from '../mailroom/test-mail.ts'
import { paths } from '../paths.ts'
import { answer, conclude, goTo, show } from '../web/answer.tsx'
import { leaveFlash } from '../web/flash.ts'
import { parseForm } from '../web/form.ts'
import type { Site, SiteContext } from '../web/parts.ts'
import { waitInWords } from '../web/try-later.ts'
import { changeEmail, changePassword } from './change-credentials.ts'
import { EmailForm, NewPasswordForm, SettingsForm, withUncommonPassword } from './forms.ts'
import { readAdminEmail, readBrowsers } from './reads.ts'
import { BrowsersPart, type Settings, SettingsPage } from './settings-page.tsx'

export const settings = new Hono<Site>()

settings.get('/admin/settings', adminOnly, (c) => showSettings(c, 200))

settings.post('/admin/settings', adminOnly, async (c) => {
  const form = await parseForm(c, SettingsForm)
  if (!form.ok) return showSettings(c, 422)
  if (form.values.change === 'email') return postEmail(c)
  if (form.values.change === 'password') return postPassword(c)
  await endSessionById(c.var.em, form.values.session_id, c.var.adminSession.adminId)
  return conclude(c, paths.settings(), 'That browser is signed out.', <BrowsersPart {...(await signedIn(c))} isAnswer />)
})

settings.post('/admin/settings/test-email', adminOnly, async (c) => {
  const { em, parts, adminSession } = c.var
  try {
    const { outcome, text } = await testMail(em, parts, adminSession)
    if (outcome === 'refused') return showNotSent(c, { text, hasFailed: true }, 409)
    const mail = await readMailState(em, parts, adminSession.adminId)
    return conclude(c, paths.settings(), text, <MailCard mail={mail} isAnswer />, outcome === 'sent' ? 'done' : 'notice')
  } catch (error) {
    if (error instanceof TooManyTries)
      return showNotSent(c, { text: `You’ve sent a few tests already. Try again in ${waitInWords(c, error)}.`, hasFailed: false }, 429)
    throw error
  }
})

async function postEmail(c: SiteContext): Promise<Response> {
  const form = await parseForm(c, EmailForm)
  if (!form.ok) return showSettings(c, 422, { change: 'email', form })
  const refusal = await passwordRefusal(c, form)
  if (refusal) return showSettings(c, refusal.status, { change: 'email', form: refusal.refused })
  const isChanged = await changeEmail(c.var.em, c.var.parts, c.var.adminSession, form.values.email)
  leaveFlash(c, isChanged ? 'Your e-mail address is changed.' : 'That’s your e-mail address already.')
  return goTo(c, paths.settings())
}

async function postPassword(c: SiteContext): Promise<Response> {
  const { em, parts, adminSession } = c.var
  const email = await readAdminEmail(em, adminSession.adminId)
  const form = await withUncommonPassword(await parseForm(c, NewPasswordForm), () => email)
  if (!form.ok) return showSettings(c, 422, { change: 'password', form })
  const refusal = await passwordRefusal(c, form)
  if (refusal) return showSettings(c, refusal.status, { change: 'password', form: refusal.refused })
  await changePassword(em, parts, adminSession, form.values.password)
  leaveFlash(c, 'Your password is changed, and all other browsers are signed out.')
  return goTo(c, paths.settings())
}

async function showNotSent(c: SiteContext, notSent: NotSent, status: 409 | 429): Promise<Response> {
  const page = { ...(await readPage(c)), notSent }
  return answer(c, <MailCard mail={page.mail} notSent={notSent} isAnswer />, (_, frame) => <SettingsPage settings={page} frame={frame} />, status)
}

async function showSettings(c: SiteContext, status: 200 | 422 | 429, refused?: Settings['refused']): Promise<Response> {
  const page = { ...(await readPage(c)), refused }
  return show(c, (frame) => <SettingsPage settings={page} frame={frame} />, status)
}

async function readPage(c: SiteContext): Promise<Settings> {
  const { em, parts, adminSession } = c.var
  const mail = await readMailState(em, parts, adminSession.adminId)
  return { email: mail.ownAddress, mail, ...(await signedIn(c)), needsPassword: needsPassword(c) }
}

async function signedIn(c: SiteContext): Promise<Pick<Settings, 'browsers' | 'ownSession'>> {
  const { em, parts, adminSession } = c.var
  return { browsers: await readBrowsers(em, adminSession.adminId, parts.world.now()), ownSession: adminSession.id }
}
