import { Hono } from 'hono'
import { organiserOnly, organisersSession, signedInAccount } from '../auth/guards.ts'
import { endSessionById } from '../auth/sign-in.ts'
import { TooManyTries } from '../errors.ts'
import { readMailState } from '../outbox/mail-state.ts'
import { testMail } from '../outbox/test-mail.ts'
import { paths, segment } from '../paths.ts'
import { MailCard, type NotSent } from '../ui/mail-card.tsx'
import { answer, conclude, goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { leaveFlash } from '../web/flash.ts'
import { parseForm, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { minutesToWait, tryLater } from '../web/try-later.ts'
import { changePassword } from './change-password.ts'
import { EmailForm, NewPasswordForm, SettingsForm, withUncommonPassword } from './forms.ts'
import { mustTakePasswords } from './guards.ts'
import { confirmAddress, dropAddress, proposeAddress, readNewAddress } from './new-address.ts'
import { DeadNewAddressPage, NewAddressPage } from './new-address-pages.tsx'
import { neededProof, proofRefusal } from './proof-of-identity.ts'
import { isOwner } from './read-organisers.ts'
import { readAddress, readBrowsers, readOwnProofs, readWaitingAddress } from './reads.ts'
import { BrowsersPart, type Settings, SettingsPage } from './settings-page.tsx'

export const settings = new Hono<Env>()

settings.get('/admin/settings', organiserOnly, (c) => showSettings(c, 200))

settings.post('/admin/settings', organiserOnly, async (c) => {
  const form = await parseForm(c, SettingsForm)
  if (!form.ok) return showSettings(c, 422)
  if (form.values.change === 'email') return postEmail(c)
  if (form.values.change === 'drop-email') return dropEmail(c)
  if (form.values.change === 'password') return postPassword(c)
  await endSessionById(c.var.em, form.values.session_id, c.var.accountSession.accountId)
  return conclude(c, paths.settings(), c.var.t('accounts.browsers.signedOut'), <BrowsersPart {...(await signedIn(c))} t={c.var.t} isAnswer />)
})

settings.post('/admin/settings/test-email', organiserOnly, async (c) => {
  const { em, services, accountSession, t } = c.var
  try {
    const { outcome, text } = await testMail(em, services, accountSession, t)
    if (outcome === 'refused') return showNotSent(c, { text, hasFailed: true }, 409)
    const mail = await readMailState(em, services, accountSession.accountId)
    return conclude(c, paths.settings(), text, <MailCard mail={mail} t={t} isAnswer />, outcome === 'sent' ? 'done' : 'notice')
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error
    return showNotSent(c, { text: t('accounts.tooManyTests', { minutes: minutesToWait(c, error) }), hasFailed: false }, 429)
  }
})

settings.get(`/admin/new-address/${segment.token}`, async (c) => {
  const token = pathParameter(c, 'token')
  const email = await readNewAddress(c.var.em, c.var.services, token)
  if (email === undefined) return show(c, (frame) => <DeadNewAddressPage frame={frame} />, 410)
  return show(c, (frame) => <NewAddressPage token={token} email={email} frame={frame} />)
})

settings.post(`/admin/new-address/${segment.token}`, async (c) => {
  const accountId = await confirmAddress(c.var.em, c.var.services, pathParameter(c, 'token'), await organisersSession(c))
  if (accountId === undefined) return show(c, (frame) => <DeadNewAddressPage frame={frame} />, 410)
  leaveFlash(c, c.var.t('accounts.email.changed'))
  return goTo(c, (await signedInAccount(c)) === accountId ? paths.settings() : paths.adminLogin())
})

async function postEmail(c: AppContext): Promise<Response> {
  const form = await parseForm(c, EmailForm)
  if (!form.ok) return showSettings(c, 422, { change: 'email', form })
  const refusal = await proofRefusal(c, form)
  if (refusal) return showSettings(c, refusal.status, { change: 'email', form: refusal.refused })
  const { em, services, accountSession, t } = c.var
  const { email } = form.values
  try {
    const change = await proposeAddress(em, services, accountSession, email)
    if (change === 'taken') return showSettings(c, 422, { change: 'email', form: refuse(form, 'email', t('organisers.invite.already', { address: email })) })
    if (change === 'proposed') leaveFlash(c, t('accounts.email.proposed', { address: email }))
    else leaveFlash(c, t(change === 'changed' ? 'accounts.email.changed' : 'accounts.email.same'))
    return goTo(c, paths.settings())
  } catch (error) {
    if (error instanceof TooManyTries) return showSettings(c, 429, { change: 'email', form: refuse(form, 'form', tryLater(c, error)) })
    throw error
  }
}

async function dropEmail(c: AppContext): Promise<Response> {
  await dropAddress(c.var.em, c.var.accountSession)
  leaveFlash(c, c.var.t('accounts.email.dropped'))
  return goTo(c, paths.settings())
}

async function postPassword(c: AppContext): Promise<Response> {
  mustTakePasswords(c)
  const { em, services, accountSession } = c.var
  const email = await readAddress(em, accountSession.accountId)
  const form = await withUncommonPassword(await parseForm(c, NewPasswordForm), c.var.t, () => email)
  if (!form.ok) return showSettings(c, 422, { change: 'password', form })
  const refusal = await proofRefusal(c, form)
  if (refusal) return showSettings(c, refusal.status, { change: 'password', form: refusal.refused })
  await changePassword(em, services, accountSession, form.values.password)
  leaveFlash(c, c.var.t('accounts.password.changed'))
  return goTo(c, paths.settings())
}

async function showNotSent(c: AppContext, notSent: NotSent, status: 409 | 429): Promise<Response> {
  const page = { ...(await readPage(c)), notSent }
  return answer(c, <MailCard mail={page.mail} notSent={notSent} t={c.var.t} isAnswer />, (_, frame) => <SettingsPage settings={page} frame={frame} />, status)
}

async function showSettings(c: AppContext, status: 200 | 422 | 429, refused?: Settings['refused']): Promise<Response> {
  const page = { ...(await readPage(c)), refused }
  return show(c, (frame) => <SettingsPage settings={page} frame={frame} />, status)
}

async function readPage(c: AppContext): Promise<Settings> {
  const { em, services, accountSession } = c.var
  const mail = await readMailState(em, services, accountSession.accountId)
  return {
    email: mail.ownAddress,
    waiting: await readWaitingAddress(em, accountSession.accountId, services.world.now()),
    mail,
    ...(await signedIn(c)),
    proof: await neededProof(c),
    takesPasswords: services.waysIn.password,
    hasPassword: (await readOwnProofs(em, accountSession.accountId)).hasPassword,
    isOwner: await isOwner(em, accountSession.accountId),
  }
}

async function signedIn(c: AppContext): Promise<Pick<Settings, 'browsers' | 'ownSession'>> {
  const { em, services, accountSession } = c.var
  return { browsers: await readBrowsers(em, accountSession.accountId, services.world.now()), ownSession: accountSession.id }
}
