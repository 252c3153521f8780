import { Hono } from 'hono'
import { organiserOnly, signedInAccount, signedInParticipant, signOut } from '../auth/guards.ts'
import { rememberBrowser, resetTries, signInTries } from '../auth/known-browser.ts'
import { accountOfResetLink } from '../auth/reset-links.ts'
import { NotFound, TooManyTries } from '../errors.ts'
import { missingMail } from '../mail/carrier-in-words.ts'
import { paths, segment } from '../paths.ts'
import { goTo, show } from '../web/answer.tsx'
import type { AppContext, Env } from '../web/env.ts'
import { inEvenTime } from '../web/even-time.ts'
import { leaveFlash } from '../web/flash.ts'
import { blank, parseForm, type Refused, refuse } from '../web/form.ts'
import { pathParameter } from '../web/path-parameter.ts'
import { noteAddress, notedAddress } from '../web/sent-to.ts'
import { tryLater } from '../web/try-later.ts'
import { keepAccountsLanguage } from './choose-language.ts'
import { hasAccount, setUpAccount } from './first-run.ts'
import { EmailForm, LoginForm, NewPasswordForm, SetupForm, withUncommonPassword } from './forms.ts'
import { ownPath, passwordsOnly, signInAccount, waysIn } from './guards.ts'
import { logIn } from './log-in.ts'
import { LandingPage, LoginPage, SetupPage } from './pages.tsx'
import { DeadResetLinkPage, ForgotPasswordPage, PasswordResetRequestedPage, ResetPasswordPage } from './reset-pages.tsx'
import { requestPasswordReset, resetPassword } from './reset-password.ts'

export const accounts = new Hono<Env>()

accounts.get('/', async (c) => {
  const [isParticipant, isOrganiser] = [(await signedInParticipant(c)) !== undefined, (await signedInAccount(c)) !== undefined]
  return show(c, (frame) => <LandingPage isParticipant={isParticipant} isOrganiser={isOrganiser} frame={frame} />)
})

accounts.get('/setup', async (c) => {
  await mustBeNew(c)
  return showSetup(c, blank(), 200)
})

accounts.post('/setup', passwordsOnly, async (c) => {
  await mustBeNew(c)
  const form = await withUncommonPassword(await parseForm(c, SetupForm), c.var.t, ({ email }) => email)
  if (!form.ok) return showSetup(c, form, 422)
  const account = await setUpAccount(c.var.em, c.var.services.world, { ...form.values, language: c.var.seenLanguage })
  if (account === undefined) throw new NotFound('This installation is set up.')
  await signInAccount(c, account, false)
  return goTo(c, paths.adminDashboard())
})

accounts.get('/admin/login', async (c) => {
  if (await signedInAccount(c)) return goTo(c, ownPath(c) ?? paths.adminDashboard())
  return showLogin(c, blank(), 200)
})

accounts.post('/admin/login', passwordsOnly, async (c) => {
  const { em, services } = c.var
  const form = await parseForm(c, LoginForm)
  if (!form.ok) return showLogin(c, form, 422)
  try {
    const known = await logIn(em, services.world, form.values, signInTries(c, form.values.email))
    const isIn = known !== undefined && (await signInAccount(c, known, form.values.remember_me))
    if (!isIn) return showLogin(c, refuse(form, 'form', c.var.t('accounts.signIn.wrong')), 422)
    if (c.var.seenLanguage) await keepAccountsLanguage(em, known.id, c.var.seenLanguage)
  } catch (error) {
    if (error instanceof TooManyTries) return showLogin(c, refuse(form, 'form', tryLater(c, error)), 429)
    throw error
  }
  return goTo(c, ownPath(c) ?? paths.adminDashboard())
})

accounts.post('/admin/logout', organiserOnly, async (c) => {
  await signOut(c, 'organiser')
  leaveFlash(c, c.var.t('accounts.signedOut'))
  return goTo(c, paths.adminLogin())
})

accounts.get('/admin/forgot-password', passwordsOnly, (c) => {
  if (c.req.query('sent')) {
    const missing = missingMail(c.var.services.mail.carrier, c.var.t)
    return show(c, (frame) => <PasswordResetRequestedPage sentTo={notedAddress(c)} missing={missing} frame={frame} />)
  }
  return showForgotPassword(c, blank(), 200)
})

accounts.post('/admin/forgot-password', passwordsOnly, async (c) => {
  const form = await parseForm(c, EmailForm)
  if (!form.ok) return showForgotPassword(c, form, 422)
  try {
    await inEvenTime(requestPasswordReset(c.var.em, c.var.services, form.values.email, resetTries(c, form.values.email)))
  } catch (error) {
    if (error instanceof TooManyTries) return showForgotPassword(c, refuse(form, 'form', tryLater(c, error)), 429)
    throw error
  }
  noteAddress(c, form.values.email)
  return goTo(c, paths.passwordResetRequested())
})

accounts.get(`/admin/reset-password/${segment.token}`, passwordsOnly, async (c) => {
  const accountId = await accountOfResetLink(c.var.em, c.var.services.world, pathParameter(c, 'token'))
  return accountId ? showResetPassword(c, blank(), 200) : showDeadResetLink(c)
})

accounts.post(`/admin/reset-password/${segment.token}`, passwordsOnly, async (c) => {
  const token = pathParameter(c, 'token')
  if (!(await accountOfResetLink(c.var.em, c.var.services.world, token))) return showDeadResetLink(c)
  const form = await withUncommonPassword(await parseForm(c, NewPasswordForm), c.var.t)
  if (!form.ok) return showResetPassword(c, form, 422)
  if (!(await resetPassword(c.var.em, c.var.services, token, form.values.password))) return showDeadResetLink(c)
  // Whoever had the link is the organiser: guesses made elsewhere must not lock this browser out.
  rememberBrowser(c)
  leaveFlash(c, c.var.t('accounts.reset.done'))
  return goTo(c, paths.adminLogin())
})

async function mustBeNew(c: AppContext): Promise<void> {
  if (await hasAccount(c.var.em)) throw new NotFound('This installation is set up.')
}

function showSetup(c: AppContext, form: Refused, status: 200 | 422): Response {
  return show(c, (frame) => <SetupPage form={form} ways={waysIn(c)} frame={frame} />, status)
}

function showForgotPassword(c: AppContext, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <ForgotPasswordPage form={form} frame={frame} />, status)
}

function showResetPassword(c: AppContext, form: Refused, status: 200 | 422): Response {
  return show(c, (frame) => <ResetPasswordPage token={pathParameter(c, 'token')} form={form} frame={frame} />, status)
}

function showDeadResetLink(c: AppContext): Response {
  return show(c, (frame) => <DeadResetLinkPage frame={frame} />, 410)
}

function showLogin(c: AppContext, form: Refused, status: 200 | 422 | 429): Response {
  return show(c, (frame) => <LoginPage form={form} next={ownPath(c)} ways={waysIn(c)} frame={frame} />, status)
}
